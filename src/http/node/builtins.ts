/**
 * Modules of Node, loaded at their first use and as objects. An `import` reads every export of a module: for node:http
 * that loads WebSocket, and with it undici, TLS and crypto, which takes longer than everything else at the start.
 *
 * Interceptors replace functions on these objects, so they are looked up there at each call.
 */
export const http = once(() => process.getBuiltinModule('node:http'))
export const https = once(() => process.getBuiltinModule('node:https'))
export const net = once(() => process.getBuiltinModule('node:net'))
export const tls = once(() => process.getBuiltinModule('node:tls'))
export const dns = once(() => process.getBuiltinModule('node:dns/promises'))
export const zlib = once(() => process.getBuiltinModule('node:zlib'))

function once<Module>(load: () => Module): () => Module {
  let loaded: Module | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}
