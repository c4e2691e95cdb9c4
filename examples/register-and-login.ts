// One person's way through the API with the typed client: send a code, check it, upload an avatar, complete the
// registration, log in.
//
//   npm run example                              against a reference server of its own
//   npm run example -- http://127.0.0.1:6543     against your backend
import { readFile } from 'node:fs/promises'
import { createClient, Gender } from 'phone-auth-kit'
import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'

/** Registers a new person with the backend at `baseUrl`, logs in, and tells each step to `say`. */
export async function registerAndLogin(baseUrl: string, say: (step: string) => void): Promise<void> {
  const api = createClient({ baseUrl })
  const userId = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const password = 'correct-horse-1'

  const sent = await api.sendCode({ userId })
  if (!sent.ok) throw new Error(`no code was sent: ${sent.kind} ${sent.kind === 'refused' ? sent.result : ''}`)
  say(`sendCode              ${sent.result}  a code of ${sent.message.length} digits for ${userId}`)

  // `orThrow()` is the other way to read a reply: it gives the success, or throws one error class.
  const verified = await api.verifyCode({ code_v: sent.message, code: sent.message }).orThrow()
  say(`verifyCode            ${verified.result}`)

  const image = new File([await readFile(new URL('avatar.png', import.meta.url))], '头像.png', { type: 'image/png' })
  const uploaded = await api.uploadAvatar({ img: image }).orThrow()
  say(`uploadAvatar          ${uploaded.result}  stored as ${uploaded.message}`)

  const registered = await api
    .completeRegistration({ password, gender: Gender.Female, nickname: '小明', headImage: uploaded.message })
    .orThrow()
  say(`completeRegistration  ${registered.result}`)

  const loggedIn = await api.login({ userId, password }).orThrow()
  say(`login                 ${loggedIn.result}  a token of ${loggedIn.message.length} characters`)

  const again = await api.sendCode({ userId })
  if (again.ok || again.kind !== 'refused') throw new Error('a registered phone was sent another code')
  say(`sendCode              ${again.result}  the phone is registered now`)
}

if (import.meta.main) {
  const given = process.argv[2]
  const server = given === undefined ? await listen(createReferenceBackend(), { port: 0 }) : undefined
  await registerAndLogin(given ?? server?.url ?? '', console.log)
  await server?.close()
}
