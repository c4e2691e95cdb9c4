/** How a later step identifies the person who requested the code (erratum E06). */
export type Linking = 'cookie' | 'userId'

/** How the bodies of POST /register and POST /log are encoded (erratum E12). */
export type BodyEncoding = 'form' | 'json'

/** How the code is delivered (erratum E13). */
export type CodeDelivery = 'response' | 'sms'

/**
 * How a backend deliberately differs from the document. Client, reference server and contract suite take the same
 * value; a declared difference is then required.
 */
export interface Dialect {
  /**
   * `cookie`: a session cookie set by sendCode links the steps. `userId`: verifyCode and completeRegistration, but not
   * uploadAvatar, take a field of that name, and no cookie is needed. Default `cookie`.
   */
  readonly linking: Linking
  /**
   * `form`: `application/x-www-form-urlencoded`. `json`: POST /register and POST /log take a flat JSON object of
   * strings; uploadAvatar stays multipart. Default `form`.
   */
  readonly body: BodyEncoding
  /**
   * `response`: the reply to sendCode contains the code. `sms`: it has no message, and `code_v` takes the value of
   * `code`. Default `response`.
   */
  readonly codeDelivery: CodeDelivery
}

/** The dialect of the document itself. */
export const documentedDialect = {
  linking: 'cookie',
  body: 'form',
  codeDelivery: 'response',
} as const satisfies Dialect

/** A complete dialect: the given differences, and {@link documentedDialect} for the rest. */
export function dialectOf(differences: Partial<Dialect> = {}): Dialect {
  return {
    linking: differences.linking ?? documentedDialect.linking,
    body: differences.body ?? documentedDialect.body,
    codeDelivery: differences.codeDelivery ?? documentedDialect.codeDelivery,
  }
}
