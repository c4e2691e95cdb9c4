import { cite } from '../../contract/document.ts'
import { type CaseDefinition, defineCase } from '../define-case.ts'

/** What a backend's users rely on across endpoints. */
export const journeyCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'journey/registration',
    level: 'must',
    title: {
      zh: '发送、校验、上传、提交、登录，一路成功',
      en: 'Send, check, upload, complete, log in: one person all the way',
    },
    cites: [
      cite('sendCode', 'operation'),
      cite('verifyCode', 'operation'),
      cite('uploadAvatar', 'operation'),
      cite('completeRegistration', 'operation'),
      cite('login', 'operation'),
    ],
    people: { alice: 'loggedIn' },
    owns: ['alice'],
    when: 'first',
    run: async ({ person }) => {
      await person('alice').loggedIn()
    },
  }),
]
