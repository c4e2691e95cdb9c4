import ky from 'ky'

/** ky as bare as it gets for this API: sent once, no timer, nothing checked. */
export function createAuthClient(baseUrl: string) {
  const http = ky.create({ prefix: baseUrl, retry: 0, timeout: false })
  const post = (path: string, fields: Record<string, string>) => http.post(path, { body: new URLSearchParams(fields) })
  return {
    sendCode: (userId: string) => http.get('register', { searchParams: { userId } }).json(),
    verifyCode: (code_v: string, code: string) => post('register', { code_v, code }).json(),
    uploadAvatar: (img: File) => {
      const body = new FormData()
      body.set('img', img)
      return http.post('upload', { body }).json()
    },
    completeRegistration: (password: string, nickname: string) =>
      post('register', { password, nickname, register: '1' }).json(),
    login: (userId: string, password: string) => post('log', { userId, password }).json(),
  }
}
