import { cite } from '../../contract/document.ts'
import { type CaseDefinition, defineCase } from '../define-case.ts'

/** 注册step2 */
export const completeRegistrationCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'completeRegistration/success',
    level: 'must',
    title: { zh: '验证后提交信息得到 0000', en: 'Step 2 after a verified code gets 0000' },
    cites: [
      cite('completeRegistration', 'operation'),
      cite('completeRegistration', 'method'),
      cite('completeRegistration', 'url'),
      cite('completeRegistration', 'register'),
    ],
    people: { alice: 'registered' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').registered()
    },
  }),
]
