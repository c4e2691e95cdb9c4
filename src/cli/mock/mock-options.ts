import type { OptionTable } from '../command-line.ts'
import { dialectOptions } from '../dialect-options.ts'

const whole = { kind: 'number', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const
const milliseconds = { ...whole, placeholder: 'MS' } as const
const bytes = { ...whole, placeholder: 'BYTES', minimum: 1 } as const

/** The options of `phone-auth-kit mock`. */
export const mockOptions = {
  port: {
    ...whole,
    placeholder: 'PORT',
    maximum: 65_535,
    summary: { zh: '端口；0 表示任一空闲端口（6543）', en: 'port; 0 picks a free one (6543)' },
  },
  host: {
    kind: 'text',
    placeholder: 'HOST',
    summary: { zh: '监听地址（127.0.0.1，仅本机）', en: 'address to listen on (127.0.0.1: this machine only)' },
  },
  'allow-host': {
    kind: 'texts',
    placeholder: 'NAME',
    summary: {
      zh: '监听本机时，除本机名称外还应答的主机名；可重复（无）',
      en: 'further host name to answer for on loopback; repeatable (none)',
    },
  },
  data: {
    kind: 'text',
    placeholder: 'FILE',
    summary: {
      zh: '将全部数据保存在此文件中；多个服务器可共用（在内存中）',
      en: 'keep all data in FILE; several servers may share it (in memory)',
    },
  },
  uploads: {
    kind: 'text',
    placeholder: 'FOLDER',
    summary: { zh: '将上传的图片保存在此文件夹中', en: 'keep uploaded images in FOLDER' },
  },
  inbox: {
    kind: 'flag',
    summary: {
      zh: '显示本应以短信发送的内容：/inbox，脚本用 /inbox.json',
      en: 'show the text messages at /inbox, and at /inbox.json for scripts',
    },
  },
  people: {
    kind: 'text',
    placeholder: 'FILE',
    summary: {
      zh: '启动时已注册的用户：由 {"userId", "password"} 组成的 JSON 数组',
      en: 'people registered from the start: a JSON array of {"userId", "password"}',
    },
  },
  snapshot: {
    kind: 'text',
    placeholder: 'FILE',
    summary: {
      zh: '从此文件中的快照启动，并替换 --data 中的数据；快照即 backend.snapshot() 返回值的 JSON',
      en: 'start from the snapshot in FILE, in place of what --data holds: the JSON of backend.snapshot()',
    },
  },
  force: {
    kind: 'texts',
    placeholder: 'STATE',
    summary: {
      zh: '强制指定某接口的应答，格式见下文；可重复',
      en: 'force the answer of an endpoint, see below; repeatable',
    },
  },
  config: {
    kind: 'text',
    placeholder: 'FILE',
    summary: {
      zh: '配置模块，其默认导出的 mock 字段为参考服务器的选项，例如自有接口',
      en: 'module whose default export has options of the server as mock, such as your own operations',
    },
  },
  seed: {
    ...whole,
    placeholder: 'N',
    summary: {
      zh: '随机种子，使验证码、token 和文件名可以预知（随机）',
      en: 'random seed, which makes codes, tokens and file names predictable (random)',
    },
  },
  'json-log': {
    kind: 'flag',
    summary: { zh: '以 JSON 记录日志，每行一个对象', en: 'log as JSON, one object per line' },
  },
  lang: {
    kind: 'language',
    summary: { zh: '日志与提示的语言（随系统）', en: 'language of log and messages (that of the locale)' },
  },
  ...dialectOptions,
  'base-path': {
    kind: 'text',
    placeholder: 'PATH',
    summary: { zh: '加在文档各路径之前的路径（无）', en: 'path in front of the paths of the document (none)' },
  },
  origin: {
    kind: 'texts',
    placeholder: 'ORIGIN',
    summary: {
      zh: '只允许来自此来源的网页带凭据调用；可重复（本机的网页）',
      en: 'allow calls with credentials only from pages of this origin; repeatable (pages on this machine)',
    },
  },
  phones: {
    kind: 'choice',
    choices: ['elevenDigits', 'mainlandMobile', 'anything'],
    summary: { zh: '哪些手机号可以获得验证码（elevenDigits）', en: 'which phone numbers get a code (elevenDigits)' },
  },
  'wrong-code-limit': {
    ...whole,
    minimum: 1,
    placeholder: 'N',
    summary: {
      zh: '验证码连续错误到第几次时返回 0005（5）',
      en: 'how many wrong codes in a row it takes to get 0005 (5)',
    },
  },
  'lock-length': {
    ...milliseconds,
    summary: {
      zh: '返回 0005 后多久不接受验证码，毫秒（600000）',
      en: 'how long codes are refused after 0005, in milliseconds (600000)',
    },
  },
  'resend-interval': {
    ...milliseconds,
    summary: {
      zh: '同一手机号两次发送的最短间隔，毫秒；间隔内返回 0002（0）',
      en: 'minimum time between two codes for one phone, in milliseconds; 0002 until then (0)',
    },
  },
  'code-lifetime': {
    ...milliseconds,
    summary: { zh: '验证码的有效时间，毫秒（600000）', en: 'how long a code is valid, in milliseconds (600000)' },
  },
  'session-lifetime': {
    ...milliseconds,
    summary: { zh: '会话的有效时间，毫秒（1800000）', en: 'how long a session is valid, in milliseconds (1800000)' },
  },
  'upload-limit': {
    ...bytes,
    summary: { zh: '图片的最大字节数（10485760）', en: 'maximum size of an image (10485760)' },
  },
  'check-images': {
    kind: 'flag',
    summary: { zh: '以 0006 拒绝不完整的图片', en: 'refuse uploads that are not complete images, with 0006' },
  },
  'path-style': {
    kind: 'choice',
    choices: ['posix', 'windows', 'url'],
    summary: {
      zh: '上传后所返回路径的写法；url 表示可按该地址访问（posix）',
      en: 'form of the path an upload returns; url also serves the image there (posix)',
    },
  },
  'public-origin': {
    kind: 'text',
    placeholder: 'ORIGIN',
    summary: {
      zh: '位于代理之后时，上传地址中的协议、主机和端口（取自请求）',
      en: 'scheme, host and port in the URLs of uploads, behind a proxy (those of the request)',
    },
  },
  'failure-message': {
    kind: 'choice',
    choices: ['message', 'mes'],
    summary: {
      zh: 'sendCode 失败时 message 字段的名称（message）',
      en: 'name of the message member when sendCode fails (message)',
    },
  },
  'upload-failure': {
    kind: 'choice',
    choices: ['0006', '0004'],
    summary: { zh: '上传失败的返回码（0006）', en: 'result code of a failed upload (0006)' },
  },
  'no-message': {
    kind: 'choice',
    choices: ['null', 'absent'],
    summary: {
      zh: '没有 message 时，该字段为 null 还是省略（null）',
      en: 'whether a reply without a message has null there, or no such member (null)',
    },
  },
  status: {
    kind: 'texts',
    placeholder: 'ENDPOINT.CODE=STATUS',
    summary: {
      zh: '某一结果的 HTTP 状态码，例如 login.0008=401；可重复（200）',
      en: 'HTTP status of a result, such as login.0008=401; repeatable (200)',
    },
  },
  'hash-cost': {
    ...whole,
    minimum: 1,
    maximum: 2 ** 31 - 1,
    placeholder: 'N',
    summary: { zh: '密码的 PBKDF2 迭代次数（10000）', en: 'PBKDF2 iterations for a password (10000)' },
  },
} as const satisfies OptionTable

/** What the command's help says about forced states. */
export const mockDetails = {
  zh: [
    'STATE 的格式为 ENDPOINT=ANSWER[,times:N][,delay:MS]：',
    '  --force login=0008              每次登录都返回 0008',
    '  --force login=0008,times:1      仅下一次，之后照常',
    '  --force sendCode=delay:2000     照常应答，但延迟两秒',
    '  --force uploadAvatar=never      从不应答',
    '  --force completeRegistration=drop   断开连接',
    'ENDPOINT 为文档中的接口（例如 login），或 --config 中的自有接口。',
  ],
  en: [
    'A STATE is ENDPOINT=ANSWER[,times:N][,delay:MS]:',
    '  --force login=0008              every login returns 0008',
    '  --force login=0008,times:1      only the next one does',
    '  --force sendCode=delay:2000     answers as usual, two seconds later',
    '  --force uploadAvatar=never      never answers',
    '  --force completeRegistration=drop   closes the connection',
    'ENDPOINT is an operation of the document, such as login, or one in --config.',
  ],
} as const
