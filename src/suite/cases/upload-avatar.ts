import { cite } from '../../contract/document.ts'
import { type CaseDefinition, defineCase } from '../define-case.ts'

/** 注册step1 */
export const uploadAvatarCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'uploadAvatar/success',
    level: 'must',
    title: { zh: '上传真实的 PNG 得到 0000 和完整路径', en: 'A real PNG gets 0000 and a complete path' },
    cites: [
      cite('uploadAvatar', 'operation'),
      cite('uploadAvatar', 'method'),
      cite('uploadAvatar', 'url'),
      cite('uploadAvatar', 'img'),
      cite('uploadAvatar', 'message'),
    ],
    people: { alice: 'uploaded' },
    when: 'last',
    run: async ({ person }) => {
      await person('alice').uploaded()
    },
  }),
]
