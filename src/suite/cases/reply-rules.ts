import { cite } from '../../contract/document.ts'
import { endpointIds, operations } from '../../contract/endpoints.ts'
import type { Level } from '../../report/model/report.ts'
import type { Words } from '../../report/model/words.ts'
import type { RuleId } from '../http/check-reply.ts'
import { isDocumented, type Operation } from '../http/operation.ts'
import { type CaseDefinition, defineCase } from './define-case.ts'

/** The case that reports replies that break a rule. */
export function collectorOf(rule: RuleId, endpoint: string): string {
  return `${endpoint}/${rule}`
}

/** The case that reports steps that should have succeeded and did not, unless another case does. */
export function successCase(endpoint: string): string {
  return `${endpoint}/success`
}

const rules: Record<Exclude<RuleId, 'failure-message'>, { level: Level; title: Words }> = {
  envelope: {
    level: 'must',
    title: {
      zh: '每个响应都是完整的 JSON 对象，result 为字符串，且不是重定向',
      en: 'Every reply is a complete JSON object with a string as result, and not a redirect',
    },
  },
  result: {
    level: 'must',
    title: {
      zh: '每个响应的 result 都是文档为该接口列出的返回码',
      en: 'Every reply has a result code documented for its endpoint',
    },
  },
  message: {
    level: 'must',
    title: {
      zh: '每个响应的 message 都符合文档：规定有值时有值，否则为 null 或省略',
      en: 'The message of every reply is as documented: a value where one is promised, otherwise null or absent',
    },
  },
  transport: {
    level: 'should',
    title: {
      zh: '响应的状态码不应为 5xx，正文不应带字节顺序标记（BOM），也不应超过 1 MiB',
      en: 'No reply should have a 5xx status, a byte order mark or more than 1 MiB',
    },
  },
  'content-type': {
    level: 'advice',
    title: { zh: '每个响应的 Content-Type 都应为 JSON', en: 'The Content-Type of every reply should be JSON' },
  },
}

/** A rule, as the case about one operation states it. */
interface RuleOfOperation {
  readonly rule: RuleId
  readonly level: Level
  readonly title: Words
}

/** The rules that the replies of an operation are held to. */
export function rulesFor(operation: Operation): RuleOfOperation[] {
  const common = Object.entries(rules).map(([rule, { level, title }]) => ({ rule: rule as RuleId, level, title }))
  if (!isDocumented(operation) || !operation.failureMessage) return common
  const title = {
    zh: '上传失败时，message 应为 null 或省略',
    en: 'The message of a failed upload should be null or absent',
  }
  return [...common, { rule: 'failure-message', level: 'should', title }]
}

/** The cases that check every reply of an endpoint, after all other cases have run. */
export const ruleCases: readonly CaseDefinition[] = endpointIds.flatMap((endpoint) =>
  rulesFor(operations[endpoint]).map(({ rule, level, title }) =>
    defineCase({
      id: `${endpoint}/${rule}`,
      level,
      title,
      cites: [cite(endpoint, rule === 'message' || rule === 'failure-message' ? 'message' : 'result')],
      people: { alice: 'loggedIn' },
      when: 'last',
      run: async ({ person }) => {
        // A case that runs alone still sees a reply from every endpoint; in a full run this costs nothing.
        await person('alice').loggedIn()
      },
    }),
  ),
)
