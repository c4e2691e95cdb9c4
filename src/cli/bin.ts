#!/usr/bin/env node
// Import nothing here: an older Node must get far enough to print why it can't run this.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`phone-auth-kit needs Node 22.13 or later; this is Node ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  const [{ main }, { processIo }] = await Promise.all([import('./main.ts'), import('./process-io.ts')])
  const io = processIo()
  process.exitCode = await main(process.argv.slice(2), io)
  await io.stderr.flush()
  // A socket that a hostile backend holds open must not keep this process alive.
  setTimeout(() => process.exit(), 1000).unref()
}

export {}
