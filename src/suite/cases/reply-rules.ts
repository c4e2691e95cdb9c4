import { cite } from '../../contract/document.ts'
import { type EndpointId, endpointIds } from '../../contract/endpoints.ts'
import type { Level } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import type { RuleId } from '../http/check-reply.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'

/** The case that tells of replies which broke a rule. */
export function collectorOf(rule: RuleId, endpoint: EndpointId): string {
  return `${endpoint}/${rule}`
}

/** The case that tells of steps which should have succeeded and did not, where no other does. */
export function successCase(endpoint: EndpointId): string {
  return `${endpoint}/success`
}

const rules: Record<Exclude<RuleId, 'failure-message'>, { level: Level; title: Words }> = {
  envelope: {
    level: 'must',
    title: {
      zh: '每个回复都是完整的 JSON 对象，result 为字符串，不重定向',
      en: 'Every reply is a whole JSON object whose result is a string, and no redirect',
    },
  },
  result: {
    level: 'must',
    title: { zh: '每个回复的 result 都是文档所列的代码', en: 'The result of every reply is a code of its section' },
  },
  message: {
    level: 'must',
    title: {
      zh: '每个回复的 message 都如文档所述：承诺的有值，None 的为 null 或不出现',
      en: 'The message of every reply is as documented: a value where one is promised, null or absent elsewhere',
    },
  },
  transport: {
    level: 'should',
    title: {
      zh: '每个回复都没有 5xx 状态、字节顺序标记，且不超过 1 MiB',
      en: 'No reply has a 5xx status, a byte order mark, or more than 1 MiB',
    },
  },
  'content-type': {
    level: 'advice',
    title: { zh: '每个回复的 Content-Type 都是 JSON', en: 'Every reply says that it is JSON in its Content-Type' },
  },
}

/** The cases that look at every reply of a section, once all others have run. */
export const ruleCases: readonly CaseDefinition[] = endpointIds.flatMap((endpoint) => [
  ...Object.entries(rules).map(([rule, { level, title }]) => ruleCase(endpoint, rule as RuleId, level, title)),
  ...(endpoint === 'uploadAvatar'
    ? [
        ruleCase(endpoint, 'failure-message', 'should', {
          zh: '上传失败时 message 为 null 或不出现',
          en: 'The message of an upload that failed is null or absent',
        }),
      ]
    : []),
])

function ruleCase(endpoint: EndpointId, rule: RuleId, level: Level, title: Words): CaseDefinition {
  return defineCase({
    id: `${endpoint}/${rule}`,
    level,
    title,
    cites: [cite(endpoint, rule === 'message' || rule === 'failure-message' ? 'message' : 'result')],
    people: { alice: 'loggedIn' },
    when: 'last',
    run: async ({ person }) => {
      // Alone, the case still sees a reply of every section; in a run it costs nothing.
      await person('alice').loggedIn()
    },
  })
}
