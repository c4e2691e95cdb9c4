import {
  createClient,
  type Failure,
  failureOf,
  loginRequest,
  mainlandMobileField,
  type ReplyReport,
  type SessionData,
} from 'phone-auth-kit'

const kinds: ReplyReport['kind'][] = []

const api = createClient({
  baseUrl: new URL('https://api.example/v1'),
  logger: console,
  onReply: ({ kind, durationMs }) => durationMs > 0 && kinds.push(kind),
  headers: { 'x-app': 'consumer' },
  fetch: (request) => fetch(request),
  requestIdHeader: 'x-request-id',
})

export async function upload(img: Blob): Promise<number> {
  let share = 0
  const options = { timeout: Number.POSITIVE_INFINITY, signal: new AbortController().signal }
  await api.uploadAvatar(
    { img },
    {
      ...options,
      onProgress(progress) {
        if (progress.known && progress.totalBytes !== undefined) share = progress.sentBytes / progress.totalBytes
      },
    },
  )
  return share
}

export const session: SessionData = api.session.export()
export const failure = (value: unknown): Failure['kind'] | undefined => failureOf(value)?.kind

const mobile = mainlandMobileField['~standard'].validate('13800138000')
export const words = mobile.issues?.map(({ message }) => message)
const login = loginRequest['~standard'].validate({})
export const password: string | undefined = login.issues ? undefined : login.value.password
