export { type FileStore, openFileStore } from './reference/server/file-store.ts'
export { type Listener, type ListenOptions, listen } from './reference/server/listen.ts'
export { uploadsInFolder } from './reference/server/uploads-in-folder.ts'
