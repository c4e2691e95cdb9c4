#!/usr/bin/env node
// Import nothing here: an older Node must get far enough to print why it can't run this.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 13)) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const version = process.versions.node
  process.stderr.write(
    /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '')
      ? `phone-auth-kit 需要 Node 22.13 或更高版本，当前为 Node ${version}\n`
      : `phone-auth-kit requires Node 22.13 or later; this is Node ${version}\n`,
  )
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
