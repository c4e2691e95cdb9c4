import { createClient } from 'phone-auth-kit'

export const api = createClient({ baseUrl: 'http://127.0.0.1:6543' })
