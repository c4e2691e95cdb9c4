/** The five operations, in the order of the document. */
export const endpointIds = ['sendCode', 'verifyCode', 'uploadAvatar', 'completeRegistration', 'login'] as const

/** The name of an operation. */
export type EndpointId = (typeof endpointIds)[number]
