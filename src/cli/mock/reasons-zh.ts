/** The reasons of the reference server in Chinese; what a pattern captures replaces `$1`. */
const reasons: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^forced$/, '强制'],
  [/^forced: (.+)$/, '强制：$1'],
  [/^the Host header names a host that is not allowed$/, 'Host 标头中的主机名不在允许之列'],
  [/^no such path$/, '路径不存在'],
  [/^method not allowed$/, '不支持该请求方法'],
  [/^the backend failed: (.+)$/, '服务器内部错误：$1'],
  [/^the request is too long$/, '请求过长'],
  [/^the body must be (.+) or (.+)$/, '请求体必须是 $1 或 $2'],
  [/^the body must be (.+)$/, '请求体必须是 $1'],
  [/^(\w+) is missing$/, '缺少 $1'],

  [/^userId is not a phone number$/, 'userId 不是手机号'],
  [/^the phone is already registered$/, '该手机号已注册'],
  [/^this phone was sent a code a moment ago$/, '刚刚向该手机号发送过验证码'],
  [/^a code was sent$/, '已发送验证码'],

  [/^no session: call sendCode first$/, '没有会话：请先调用 sendCode'],
  [/^no code was sent in this session, or it has expired$/, '此会话中没有发送过验证码，或会话已过期'],
  [/^too many wrong codes: locked until a new code is sent$/, '错误次数过多，重新发送验证码之前不再接受'],
  [/^the phone is verified$/, '手机号已验证'],
  [/^wrong code, attempt (\d+): too many$/, '验证码错误，第 $1 次，次数过多'],
  [/^wrong or expired code, attempt (\d+)$/, '验证码错误或已过期，第 $1 次'],

  [/^an upload needs a session$/, '上传需要会话'],
  [/^no img, so nothing was stored$/, '没有 img，未保存任何内容'],
  [/^the image is too large$/, '图片过大'],
  [/^the file is not a whole image$/, '文件不是完整的图片'],
  [/^the image is stored$/, '图片已保存'],

  [/^register is not "1"$/, 'register 不是“1”'],
  [/^no session: call sendCode and verifyCode first$/, '没有会话：请先调用 sendCode 和 verifyCode'],
  [/^the phone is not verified, or is already registered$/, '手机号未验证，或已注册'],
  [/^the password is not acceptable$/, '密码不符合要求'],
  [/^gender is not "0" or "1"$/, 'gender 不是“0”或“1”'],
  [/^the nickname is not acceptable$/, '昵称不符合要求'],
  [/^headImage is not a path that an upload returned$/, 'headImage 不是上传返回的路径'],
  [/^the phone is registered$/, '手机号已注册'],

  [/^the phone is not registered$/, '该手机号未注册'],
  [/^the password is wrong$/, '密码错误'],
  [/^logged in$/, '登录成功'],
]

/** A reason of the reference server in Chinese. One that is not known here, as of a team's own operation, stays as it is. */
export function reasonZh(reason: string): string {
  const found = reasons.find(([english]) => english.test(reason))
  return found ? reason.replace(...found) : reason
}
