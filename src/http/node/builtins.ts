/**
 * Node's own modules, loaded at first use. An `import` would read every export of a module, and among those of
 * node:http is WebSocket: it loads undici, TLS and crypto, and more than doubles the start of a small program.
 *
 * Interceptors replace functions on these objects, so always call them as members.
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
