/** The floor: fetch and checks by hand, nothing else. */
type Reply<Result extends string, Message> = { readonly result: Result; readonly message: Message }
type None = null

async function answer<const Result extends string>(sent: Promise<Response>, results: readonly Result[]) {
  const reply = await (await sent).json()
  if (!results.includes(reply?.result)) throw new TypeError('undocumented reply')
  return reply as never
}

export function createAuthClient(baseUrl: string) {
  const post = (path: string, fields: Record<string, string>) =>
    fetch(baseUrl + path, { method: 'POST', body: new URLSearchParams(fields) })
  return {
    sendCode: (userId: string): Promise<Reply<'0000', string> | Reply<'0001' | '0002', None>> =>
      answer(fetch(`${baseUrl}/register?userId=${encodeURIComponent(userId)}`), ['0000', '0001', '0002']),
    verifyCode: (code_v: string, code: string): Promise<Reply<'0000' | '0004' | '0005', None>> =>
      answer(post('/register', { code_v, code }), ['0000', '0004', '0005']),
    uploadAvatar: (img: File): Promise<Reply<'0000', string> | Reply<'0006', None>> => {
      const body = new FormData()
      body.set('img', img)
      return answer(fetch(`${baseUrl}/upload`, { method: 'POST', body }), ['0000', '0006'])
    },
    completeRegistration: (password: string, nickname: string): Promise<Reply<'0000' | '0006', None>> =>
      answer(post('/register', { password, nickname, register: '1' }), ['0000', '0006']),
    login: (userId: string, password: string): Promise<Reply<'0000', string> | Reply<'0007' | '0008', None>> =>
      answer(post('/log', { userId, password }), ['0000', '0007', '0008']),
  }
}
