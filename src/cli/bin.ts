#!/usr/bin/env node
// Nothing may be imported here: an older Node must get as far as the line that says so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(`phone-auth-kit needs Node 22.13 or later; this is Node ${process.versions.node}\n`)
  process.exitCode = 2
} else {
  const [{ main }, { processIo }] = await Promise.all([import('./main.ts'), import('./process-io.ts')])
  process.exitCode = await main(process.argv.slice(2), processIo())
  // A socket that a hostile backend keeps open must not keep this process alive.
  setTimeout(() => process.exit(), 1000).unref()
}

export {}
