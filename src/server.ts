export { type Listener, type ListenOptions, listen } from './reference/server/listen.ts'
