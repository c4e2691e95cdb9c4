import { cite } from '../../contract/document.ts'
import { type CaseDefinition, defineCase } from '../define-case.ts'

/** 登录 */
export const loginCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'login/success',
    level: 'must',
    title: { zh: '注册者用密码登录得到 0000 和 token', en: 'Whoever registered logs in and gets 0000 and a token' },
    cites: [cite('login', 'operation'), cite('login', 'method'), cite('login', 'url'), cite('login', 'message')],
    people: { alice: 'loggedIn' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').loggedIn()
    },
  }),
]
