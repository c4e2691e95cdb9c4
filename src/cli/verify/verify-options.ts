import { levels } from '../../report/model/levels.ts'
import type { OptionTable } from '../command-line.ts'
import { dialectOptions } from '../dialect-options.ts'

const milliseconds = { kind: 'number', placeholder: 'MS', minimum: 1 } as const
const count = { kind: 'number', placeholder: 'N' } as const
const file = { kind: 'text', placeholder: 'FILE' } as const
const template = { kind: 'text', placeholder: 'TEMPLATE' } as const
const filter = { kind: 'texts', placeholder: 'ID|GLOB' } as const

/** The options of `verify`. Their names are fixed: scripts rely on them. */
export const verifyOptions = {
  json: {
    ...file,
    summary: { zh: '写入 JSON 报告；- 表示标准输出', en: 'write the report as JSON; - is standard output' },
  },
  junit: { ...file, summary: { zh: '写入 JUnit XML 报告', en: 'write the report as JUnit XML' } },
  markdown: {
    ...file,
    summary: {
      zh: '写入 Markdown 报告，长度适合作为评论发表',
      en: 'write the report as Markdown, short enough for a comment',
    },
  },
  html: { ...file, summary: { zh: '写入 HTML 报告，单个独立页面', en: 'write the report as one self-contained page' } },
  trace: {
    ...file,
    summary: {
      zh: '逐个写入请求与响应，每个一行 JSON；- 表示标准输出',
      en: 'write each exchange as it ends, one line of JSON each; - is standard output',
    },
  },
  lang: {
    kind: 'language',
    summary: { zh: '报告与提示的语言（随系统）', en: 'language of reports and messages (that of the locale)' },
  },
  only: { ...filter, summary: { zh: '只运行这些用例；可重复', en: 'run only these cases; repeatable' } },
  skip: { ...filter, summary: { zh: '跳过这些用例；可重复', en: 'skip these cases; repeatable' } },
  'fail-on': {
    kind: 'choice',
    choices: levels,
    summary: {
      zh: '何种级别及以上的问题使运行失败（must）',
      en: 'lowest level at which a finding fails the run (must)',
    },
  },
  timeout: {
    ...milliseconds,
    maximum: 3_600_000,
    summary: { zh: '单个请求的时限，毫秒（10000）', en: 'time limit of one request, in milliseconds (10000)' },
  },
  deadline: {
    ...milliseconds,
    maximum: 86_400_000,
    summary: { zh: '整次运行的时限，毫秒（90000）', en: 'time limit of the whole run, in milliseconds (90000)' },
  },
  ...dialectOptions,
  'code-url': {
    ...template,
    summary: {
      zh: '读取验证码的地址，其中 {userId} 替换为手机号',
      en: 'address to read a sent code from; {userId} stands for the phone number',
    },
  },
  'code-command': {
    ...template,
    summary: {
      zh: '输出验证码的命令，其中 {userId} 替换为手机号，不经 shell 运行。其输出，或输出的 JSON 字段 code，即为验证码',
      en: 'command that prints a sent code; {userId} stands for the phone number. It runs without a shell, and its output, or the JSON member "code" of it, is the code',
    },
  },
  'resend-interval': {
    ...milliseconds,
    minimum: 0,
    maximum: 3_600_000,
    summary: {
      zh: '同一手机号两次发送的间隔，毫秒（不指定时，没有用例依赖第二个验证码）',
      en: 'time between two codes for one phone, in milliseconds (no case depends on a second code)',
    },
  },
  'wrong-code-bound': {
    ...count,
    minimum: 2,
    maximum: 1000,
    summary: {
      zh: '验证码连续错误，最迟到第几次必须返回 0005（20）',
      en: 'how many wrong codes in a row must get 0005 at the latest (20)',
    },
  },
  header: {
    kind: 'texts',
    placeholder: "'NAME: VALUE'",
    summary: { zh: '每个请求附带的请求头；可重复', en: 'header to send with every request; repeatable' },
  },
  phones: {
    kind: 'text',
    placeholder: 'A,B,...|PATTERN|random',
    summary: {
      zh: '使用的手机号：列表、以 ? 代表任意数字的模式，或 random（random，仅限本机）',
      en: 'phone numbers to use: a list, a pattern with ? for any digit, or random (random, on loopback only)',
    },
  },
  'sms-budget': {
    ...count,
    minimum: 0,
    maximum: 100_000,
    summary: { zh: '最多发送多少个验证码（40）', en: 'maximum number of codes to send (40)' },
  },
  random: {
    ...count,
    minimum: 1,
    maximum: 1000,
    summary: {
      zh: '随机流程的数量（由其余用例所剩的验证码数量决定）',
      en: 'number of random journeys (as many as the codes left by the other cases allow)',
    },
  },
  'allow-remote': {
    kind: 'flag',
    summary: {
      zh: '允许向本机以外的主机发送；必须同时指定 --phones',
      en: 'allow a host that is not loopback; requires --phones',
    },
  },
  cacert: {
    ...file,
    summary: {
      zh: '除系统证书外还信任的 CA 证书（PEM）',
      en: 'CA certificates to trust beside those of the system (PEM)',
    },
  },
  insecure: {
    kind: 'flag',
    summary: { zh: '不检查 TLS 证书；报告会注明', en: 'do not check TLS certificates; the report says so' },
  },
  baseline: {
    ...file,
    summary: {
      zh: '已知失败的列表，其中的失败不会使运行失败',
      en: 'list of known failures, which do not fail the run',
    },
  },
  'update-baseline': {
    kind: 'flag',
    summary: {
      zh: '将当前的失败写入基线，保留已有的原因；必须同时指定 --baseline',
      en: 'write the current failures to the baseline and keep its reasons; requires --baseline',
    },
  },
  seed: {
    ...count,
    minimum: 0,
    maximum: 4_294_967_295,
    summary: { zh: '随机种子（随机，报告中注明）', en: 'random seed (random; the report names it)' },
  },
  'show-secrets': {
    kind: 'flag',
    summary: {
      zh: '不遮盖手机号、验证码、token、Cookie 和请求头',
      en: 'do not mask phone numbers, codes, tokens, cookies and headers',
    },
  },
  config: {
    ...file,
    summary: { zh: '配置模块，其默认导出包含以上选项', en: 'module whose default export holds these options' },
  },
  list: { kind: 'flag', summary: { zh: '列出用例后退出', en: 'print the cases and exit' } },
  plan: {
    kind: 'flag',
    summary: {
      zh: '显示将要发送的内容及其短信和账号开销，然后退出',
      en: 'print what would be sent and its cost in SMS and accounts, and exit',
    },
  },
} as const satisfies OptionTable
