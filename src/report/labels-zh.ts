import type { ReportWords } from './labels.ts'

const levels = { must: '必须', should: '应当', advice: '建议' } as const

/** The views in Chinese. */
export const wordsZh: ReportWords = {
  language: 'zh',
  title: '契约测试报告',
  verdicts: { conforms: '符合契约', fails: '不符合契约', undecided: '尚无定论', aborted: '运行中止' },
  verdictMeaning: (verdict, failOn, known) => {
    if (verdict === 'fails') return `有“${levels[failOn]}”及以上级别的要求未满足。`
    if (verdict === 'undecided') return '没有失败的用例，但部分“必须”用例无法判定。'
    if (verdict === 'aborted') return '运行未能继续；此前的结果已保留。'
    return known > 0
      ? `“${levels[failOn]}”及以上级别没有新的失败；基线中有 ${known} 个已知失败。`
      : `“${levels[failOn]}”及以上级别的用例全部通过。`
  },
  levels,
  statuses: { passed: '通过', failed: '失败', inconclusive: '无法判定', notRun: '未执行' },
  linking: { cookie: '以 Cookie 关联各步骤', userId: '以 userId 关联各步骤' },
  body: { form: '表单请求体', json: 'JSON 请求体' },
  codeDelivery: { response: '响应中返回验证码', sms: '验证码仅由短信发送' },
  target: '后端',
  dialect: '方言',
  startedAt: '开始时间',
  duration: '用时',
  seed: '种子',
  requests: '请求数',
  codesSent: '短信数',
  ofBudget: (budget) => `上限 ${budget}`,
  journey: '完整流程',
  cases: '用例',
  coverage: '接口与返回码',
  coverageNote: '本次运行中各返回码出现的次数。',
  seen: (times) => `出现 ${times} 次`,
  notSeen: '未出现',
  findings: '问题',
  noFindings: '没有发现问题。',
  knownFindings: '已知失败',
  known: '已知',
  expires: (date) => `有效期至 ${date}`,
  documentSays: '文档原文',
  expected: '期望',
  actual: '实际',
  hint: '提示',
  exchange: '请求与响应',
  request: '请求',
  response: '响应',
  noResponse: '没有完整的响应',
  reproduce: '复现',
  sameIn: (count) => `另有 ${count} 个用例出现同一问题`,
  andMore: (count) => `等另外 ${count} 个`,
  undecided: '未能判定',
  readings: '解读',
  readingsNote: '文档允许多种做法之处，这里列出该后端的做法。解读不会导致失败。',
  notes: '说明',
  accounts: '使用过的号码',
  accountsNote: (registered) => `本次运行注册的 ${registered} 个号码会保持注册状态。`,
  registered: '已注册',
  notRegistered: '仅发送过验证码',
  nextSteps: '下一步',
  stepFix: '从第一个问题开始：其中的 curl 命令可直接运行。',
  stepRerun: '单独运行一个用例',
  stepUndecided: '查看未能判定的用例：多数原因会指出可用的选项。',
  stepAborted: '确认后端在此地址可以访问，然后重新运行。',
  stepCutShort: '重新运行以判定其余用例；--deadline 可延长总时限。',
  stepClean: '可在 CI 中运行：只要后端符合契约，退出码就是 0。',
  reportWritten: (files) => `已写入：${files}`,
  shortenedNote: (count) => `因篇幅省略 ${count} 个问题；JSON 和 HTML 报告中有全部内容。`,
  colon: '：',
  comma: '，',
}
