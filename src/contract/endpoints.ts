import { type Endpoint, operation, section } from './define-endpoint.ts'

// One value per endpoint, in two parts: the operation, to call it, and the section, to describe it. Browsers load only
// the operations, and neither part loads a schema library. Everything else about an endpoint is derived from these
// values; what can't be derived, the compiler or a test asks for.

/** 验证码发送 */
export const sendCode = /* @__PURE__ */ operation({
  id: 'sendCode',
  method: 'GET',
  path: '/register',
  encoding: 'query',
  fields: { userId: 'userId' },
  message: 'sentCode',
  failures: ['0001', '0002'],
})

const sendCodeSection = /* @__PURE__ */ section(sendCode, {
  section: '验证码发送',
  chapter: '注册',
  titles: { zh: '发送验证码', en: 'Send a verification code' },
  rows: {
    operation: '| 操作 | 发送4位数手机验证码至用户 |',
    protocol: '| 协议 | http |',
    method: '| 方式 | GET |',
    url: '| URL全径 | [http://192.168.199.122:6543/register](http://192.168.199.122:6543/register) |',
    userId: '| 1 | userId | 手机号（账户名） | Y | string | 11位 | 11位手机号码，由前端完成格式验证 |',
    result:
      '| 1 | result | 返回结果 | string | “0000":“成功";                 "0001":“该手机号已被注册";                            "0002":"其他错误"; |',
    message: '| 2 | message | 相关信息 | string | 若发送成功，返回该验证码；否则返回None |',
    example: '| 示例 | {"result":"0000","message":code}；{"result":"0002","mes":None} |',
  },
})

/** 验证码校验 */
export const verifyCode = /* @__PURE__ */ operation({
  id: 'verifyCode',
  method: 'POST',
  path: '/register',
  encoding: 'body',
  fields: { code_v: 'sentCode', code: 'code' },
  linked: true,
  failures: ['0004', '0005'],
})

const verifyCodeSection = /* @__PURE__ */ section(verifyCode, {
  section: '验证码校验',
  chapter: '注册',
  titles: { zh: '校验验证码', en: 'Check a verification code' },
  rows: {
    operation: '| 操作 | 校验用户输入的验证码是否正确 |',
    protocol: '| 协议 | http |',
    method: '| 方式 | POST |',
    url: '| URL全径 | [http://192.168.199.122:6543/register](http://192.168.199.122:6543/register) |',
    code_v: '| 1 | code\\_v | 正确码 | Y | string | 4位数 | 发送验证码接口返回的验证码 |',
    code: '| 2 | code | 输入码 | Y | string | 4位数 | 输入验证码 |',
    result:
      '| 1 | result | 返回结果 | string | “0000":"成功";               "0004":"验证码错误";   "0005":"验证码错误次数过多"; |',
    message: '| 2 | message | 相关信息 | string | None |',
    example: '| 示例 | {"result":"0000"}   ；    {"result":"0004"} |',
  },
})

/** 注册step1 */
export const uploadAvatar = /* @__PURE__ */ operation({
  id: 'uploadAvatar',
  method: 'POST',
  path: '/upload',
  encoding: 'multipart',
  fields: {},
  files: ['img'],
  optional: ['img'],
  message: 'completePath',
  failures: ['0006'],
  aliases: { '0004': '0006' },
  messageNeeds: 'img',
  failureMessage: true,
})

const uploadAvatarSection = /* @__PURE__ */ section(uploadAvatar, {
  section: '注册step1',
  chapter: '注册',
  titles: { zh: '上传头像', en: 'Upload an avatar' },
  rows: {
    operation: '| 操作 | 接受头像图片及图片名保存到本地，并将完整路径返回 |',
    protocol: '| 协议 | http |',
    method: '| 方式 | POST |',
    url: '| URL全径 | [http://192.168.199.122:6543/upload](http://192.168.199.122:6543/register) |',
    img: '| 1 | img | 头像（包含file属性和filename属性） | N | FieldStorge |  | 今后可能需要作图像完整性验证 |',
    result: '| 1 | result | 返回结果 | string | “0000":"成功";               "0006":"未知错误"; |',
    message: '| 2 | message | 相关信息 | string | 成功则返回完整路径 |',
    example: '| 示例 | {"result":"0000","message":file\\_path};{"result":"0004","message":None} |',
  },
})

/** 注册step2 */
export const completeRegistration = /* @__PURE__ */ operation({
  id: 'completeRegistration',
  method: 'POST',
  path: '/register',
  encoding: 'body',
  fields: { headImage: 'headImage', password: 'newPassword', gender: 'gender', nickname: 'nickname' },
  optional: ['headImage', 'gender', 'nickname'],
  fixed: { register: '1' },
  linked: true,
  failures: ['0006'],
})

const completeRegistrationSection = /* @__PURE__ */ section(completeRegistration, {
  section: '注册step2',
  chapter: '注册',
  titles: { zh: '完成注册', en: 'Complete the registration' },
  rows: {
    operation: '| 操作 | 接受用户信息 |',
    protocol: '| 协议 | http |',
    method: '| 方式 | POST |',
    url: '| URL全径 | [http://192.168.199.122:6543/register](http://192.168.199.122:6543/register) |',
    headImage: '| 1 | headImage | 头像完整路径名 | N | sring |  |  |',
    password: '| 2 | password | 密码 | Y | string | 至少8位 | 同时包括字母和数字 |',
    gender: '| 3 | gender | 性别 | N | string |  | “0”：女  ； “1”：男 |',
    nickname: '| 4 | nickname | 昵称 | N | string |  |  |',
    register: '| 5 | register |  | Y | string |  | 修饰视图，值为"1" |',
    result: '| 1 | result | 返回结果 | string | “0000":"成功";               "0006":"未知错误"; |',
    message: '| 2 | message | 相关信息 | string | None |',
    example: '| 示例 | {"result":"0000"};{"result":"0006"} |',
  },
})

/** 登录 */
export const login = /* @__PURE__ */ operation({
  id: 'login',
  method: 'POST',
  path: '/log',
  encoding: 'body',
  fields: { userId: 'userId', password: 'loginPassword' },
  message: 'token',
  failures: ['0007', '0008'],
})

const loginSection = /* @__PURE__ */ section(login, {
  section: '登录',
  chapter: '登录',
  titles: { zh: '登录', en: 'Log in' },
  rows: {
    operation: '| 操作 | 登录 |',
    protocol: '| 协议 | http |',
    method: '| 方式 | POST |',
    url: '| URL全径 | [http://192.168.199.122:6543/log](http://192.168.199.122:6543/log) |',
    userId: '| 1 | userId | 手机号（账户名） | Y | string | 11位 | 11位手机号码，由前端完成格式验证 |',
    result:
      '| 1 | result | 返回结果 | string | “0000":“成功";                 "0007":“用户不存在";   "0008":"密码错误"; |',
    message: '| 2 | message | 相关信息 | string | 成功返回token，否则返回None |',
    example:
      '| 示例 | {"result":"0000,"message":token}；{"result":"0007","message":None}； {"result":"0008","message":None} |',
  },
  added: { password: { chineseName: '密码', erratum: 'E07' } },
})

/** The operations of the document by id, in document order. */
export const operations = { sendCode, verifyCode, uploadAvatar, completeRegistration, login }

/** The sections of the document by the id of their operation, in document order. */
export const endpoints = {
  sendCode: sendCodeSection,
  verifyCode: verifyCodeSection,
  uploadAvatar: uploadAvatarSection,
  completeRegistration: completeRegistrationSection,
  login: loginSection,
} satisfies { readonly [Id in EndpointId]: Endpoint<(typeof operations)[Id]> }

/** The name of an operation of the document. */
export type EndpointId = keyof typeof operations

/** The ids of the document's operations, in document order. */
export const endpointIds = /* @__PURE__ */ Object.keys(operations) as readonly EndpointId[]

/** The documented result codes of an operation, 0000 first. */
export function resultsOf<Id extends EndpointId>(
  id: Id,
): readonly ('0000' | (typeof operations)[Id]['failures'][number])[] {
  return ['0000', ...operations[id].failures]
}
