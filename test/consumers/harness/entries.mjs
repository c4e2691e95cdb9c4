/** Every public entry, with one thing it exports. */
export const subpaths = [
  { specifier: 'phone-auth-kit', member: 'createClient' },
  { specifier: 'phone-auth-kit/registration-flow', member: 'createRegistrationFlow' },
  { specifier: 'phone-auth-kit/reference', member: 'createReferenceBackend' },
  { specifier: 'phone-auth-kit/msw', member: 'mswHandlers', needsMsw: true },
  { specifier: 'phone-auth-kit/server', member: 'listen' },
  { specifier: 'phone-auth-kit/contract-tests', member: 'contractTests' },
  { specifier: 'phone-auth-kit/openapi', member: 'openApiDocument' },
  { specifier: 'phone-auth-kit/texts/zh', member: 'zh' },
  { specifier: 'phone-auth-kit/texts/en', member: 'en' },
]
