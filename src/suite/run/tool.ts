/** Put in by the build (tsup.config.ts). */
declare const packageVersion: string | undefined

/** What made a report. */
export const tool = {
  name: 'phone-auth-kit',
  version: typeof packageVersion === 'string' ? packageVersion : '0.0.0-development',
}
