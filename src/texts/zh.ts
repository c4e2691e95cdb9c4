import type { Texts } from './texts.ts'

/** Chinese texts. Those of the result codes are the document's own. */
export const zh: Texts = {
  language: 'zh',
  results: {
    '0000': '成功',
    '0001': '该手机号已被注册',
    '0002': '其他错误',
    '0004': '验证码错误',
    '0005': '验证码错误次数过多',
    '0006': '未知错误',
    '0007': '用户不存在',
    '0008': '密码错误',
  },
  fields: {
    'userId.format': '请输入11位手机号码',
    'userId.mainlandMobile': '请输入有效的中国大陆手机号码',
    'code.format': '请输入4位数字验证码',
    'password.length': '密码至少8位',
    'password.lettersAndDigits': '密码须同时包括字母和数字',
    'password.missing': '请输入密码',
    'gender.value': '性别只能为“0”（女）或“1”（男）',
    'nickname.type': '昵称须为文本',
    'headImage.type': '头像须为上传后返回的完整路径名',
    'img.type': '头像须为图片文件',
    'img.unreadable': '图片无法完整读取',
    'field.schema': '该字段的校验规则无效',
    'request.type': '请求须为对象',
    'options.value': '调用选项无效',
  },
}
