import type { EndpointId } from './endpoint-ids.ts'

/** A place in the API document, word for word. */
export interface Citation {
  /** The heading of the section. */
  readonly section: string
  /** A whole table row as the document writes it, or a whole cell of one. */
  readonly quote: string
}

/**
 * Every table row of the API document (`docs/api-document.zh.md`) but the column headings, word for word: of each
 * section the four rows of 请求地址, the parameters, `result` and `message`, and the row of examples.
 */
export const documentRows = /* @__PURE__ */ Object.freeze({
  sendCode: {
    section: '验证码发送',
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
  },
  verifyCode: {
    section: '验证码校验',
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
  },
  uploadAvatar: {
    section: '注册step1',
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
  },
  completeRegistration: {
    section: '注册step2',
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
  },
  login: {
    section: '登录',
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
  },
}) satisfies Readonly<Record<EndpointId, { readonly section: string; readonly rows: Readonly<Record<string, string>> }>>

/** The names of the rows of one section. */
export type DocumentRow<Id extends EndpointId> = keyof (typeof documentRows)[Id]['rows'] & string

/** Cites a whole row of a section. */
export function cite<Id extends EndpointId>(id: Id, row: DocumentRow<Id>): Citation {
  const { section, rows } = documentRows[id]
  return { section, quote: (rows as Record<string, string>)[row] ?? '' }
}
