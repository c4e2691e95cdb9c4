/** How a later step finds the person who asked for the code (erratum E06). */
export type Linking = 'cookie' | 'userId'

/** How POST /register and POST /log carry their fields (erratum E12). */
export type BodyEncoding = 'form' | 'json'

/** Where the sent code can be read (erratum E13). */
export type CodeDelivery = 'response' | 'sms'

/**
 * How a backend differs from the document on purpose. Client, reference server and contract suite take the same value;
 * what is declared here is then required.
 */
export interface Dialect {
  /**
   * `cookie`: a session cookie set by sendCode links the steps. `userId`: the field of that name goes with verifyCode
   * and completeRegistration, never with uploadAvatar, and no cookie is needed anywhere. Default `cookie`.
   */
  readonly linking: Linking
  /**
   * `form`: `application/x-www-form-urlencoded`. `json`: POST /register and POST /log send a flat JSON object of
   * strings; uploadAvatar stays multipart. Default `form`.
   */
  readonly body: BodyEncoding
  /**
   * `response`: sendCode's success carries the code. `sms`: it carries no message, and `code_v` is sent with the value
   * of `code`. Default `response`.
   */
  readonly codeDelivery: CodeDelivery
}

/** The dialect of the document itself, with no declared difference. */
export const documentedDialect = {
  linking: 'cookie',
  body: 'form',
  codeDelivery: 'response',
} as const satisfies Dialect

/** The given differences over {@link documentedDialect}. */
export function dialectOf(differences: Partial<Dialect> = {}): Dialect {
  return {
    linking: differences.linking ?? documentedDialect.linking,
    body: differences.body ?? documentedDialect.body,
    codeDelivery: differences.codeDelivery ?? documentedDialect.codeDelivery,
  }
}
