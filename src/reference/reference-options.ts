import type { OperationDefinition } from '../contract/define-operation.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoints.ts'
import type { ResultOf } from '../contract/replies.ts'
import type { LoggedExchange } from './exchange-log.ts'
import type { UploadedImage } from './http/parse-multipart.ts'
import type { AnsweredOperation, OperationResult } from './operations/answers.ts'
import type { Store } from './store/store.ts'

/** A person who is registered from the start. */
export interface Fixture {
  /** The phone number. */
  readonly userId: string
  readonly password: string
  readonly gender?: string | undefined
  readonly nickname?: string | undefined
  readonly headImage?: string | undefined
}

/** HTTP statuses by endpoint and result code: 200 to 299 or 400 to 599, but not 204 or 205, which have no body. */
export type Statuses<Own extends OperationDefinition = never> = {
  readonly [Id in EndpointId]?: { readonly [Result in ResultOf<Id>]?: number }
} & {
  readonly [Operation in Own as Operation['id']]?: { readonly [Result in OperationResult<Operation>]?: number }
}

/** The operations in a list, as far as their types are known: an id that is any string is not. */
export type OwnOperations<Operations extends readonly AnsweredOperation[]> = KnownOperation<
  Operations[number]['operation']
>

type KnownOperation<Operation extends OperationDefinition> = Operation extends unknown
  ? string extends Operation['id']
    ? never
    : Operation
  : never

/**
 * How the reference backend behaves where the document leaves a choice. The defaults are the readings of
 * `docs/contract.md`. Durations are in milliseconds, sizes in bytes.
 */
export interface ReferenceOptions<Operations extends readonly AnsweredOperation[] = readonly AnsweredOperation[]> {
  /** The operations of your own that the backend answers, too. Default: none. */
  readonly operations?: Operations | undefined
  /** The declared differences from the document (errata E06, E12, E13). Default: none. */
  readonly dialect?: Partial<Dialect> | undefined
  /** Whether to accept both form and JSON bodies, whatever the dialect declares (E12). Default false. */
  readonly anyBody?: boolean | undefined

  /**
   * Which phone numbers sendCode accepts: any 11 digits, only mobile numbers of mainland China, or anything, since the
   * document leaves this check to the front end. Others get 0002. Default `elevenDigits`.
   */
  readonly phones?: 'mainlandMobile' | 'elevenDigits' | 'anything' | undefined
  /** How long a phone has to wait for its next code; 0002 until then (E19). Default 0. */
  readonly resendInterval?: number | undefined
  /** The HTTP status of that refusal; many backends use 429. Default: the status of 0002. */
  readonly resendStatus?: number | undefined
  /** Whether a new code undoes a verification (E26). Default true. */
  readonly newCodeUndoesVerification?: boolean | undefined
  /** How long a code is valid (E26). Default 10 minutes. */
  readonly codeLifetime?: number | undefined
  /** Whether a code can be used only once (E26). Default true. */
  readonly codeWorksOnce?: boolean | undefined
  /** How long a session lasts after its last code was sent or accepted (E26). Default 30 minutes. */
  readonly sessionLifetime?: number | undefined
  /** Which wrong code in a row gets 0005; the contract allows 2 to 20 (E10). Default 5. */
  readonly wrongCodeLimit?: number | undefined
  /** How long no code is accepted after that. A new code lifts the lock (E10). Default 10 minutes. */
  readonly lockLength?: number | undefined
  /** What the right code gets during a lock (E10): 0005, or success. Default `refusal`. */
  readonly rightCodeWhileLocked?: 'refusal' | 'success' | undefined

  /** What an upload requires (E25). Default `nothing`. */
  readonly uploadNeeds?: 'nothing' | 'session' | 'verifiedSession' | undefined
  /** What an upload without an image gets: success without a path, or 0006 (E17). Default `success`. */
  readonly uploadWithoutImage?: 'success' | 'refusal' | undefined
  /** The maximum size of an image; a larger one gets 0006 with status 413. Default 10 MiB. */
  readonly uploadLimit?: number | undefined
  /**
   * Whether to check that an image is whole (今后可能需要作图像完整性验证, E21): `true` checks PNG, JPEG, GIF, WebP and
   * other files with the library image-size; a function is your own check. Default false: any file is accepted.
   */
  readonly checkImages?: boolean | ((image: UploadedImage) => boolean | Promise<boolean>) | undefined
  /** The folder of the returned paths. Default `/var/lib/phone-auth-kit/uploads`; it need not exist. */
  readonly uploadFolder?: string | undefined
  /** The form of the returned paths; `url` is the address at which the image is served. Default `posix`. */
  readonly pathStyle?: 'posix' | 'windows' | 'url' | undefined
  /**
   * The scheme, host and port in the URLs of uploads, such as `https://mock.example.com` behind a proxy. Default: those
   * the request was sent to.
   */
  readonly publicOrigin?: string | undefined
  /** Whether to serve uploads below `<base path>/uploads/`. Default: only with the path style `url`. */
  readonly serveUploads?: boolean | undefined
  /** What step 2 does with a headImage that no upload returned (E22). Default `refuse`. */
  readonly unknownHeadImage?: 'accept' | 'refuse' | undefined

  /** What step 2 does with a gender other than "0" and "1" (E18). Default `refuse`. */
  readonly otherGenders?: 'accept' | 'refuse' | undefined
  /** What step 2 does with an optional field that is empty (E29). Default `accept`. */
  readonly emptyFields?: 'accept' | 'refuse' | undefined
  /** The maximum length of a nickname, in code points (E23). Default 64. */
  readonly nicknameLimit?: number | undefined
  /** Whether step 2 accepts nicknames with emoji and other characters beyond the basic plane (E23). Default true. */
  readonly emojiNicknames?: boolean | undefined
  /** The maximum length of a password, in characters; the contract asks for at least 32 (E24). Default 256. */
  readonly passwordLimit?: number | undefined
  /** Whether a password may contain other characters than ASCII letters and digits (E24). Default true. */
  readonly otherPasswordCharacters?: boolean | undefined
  /**
   * The number of PBKDF2-SHA-256 iterations for a password. The default, 10000, takes milliseconds and is meant for
   * development. Use 600000 for passwords that matter.
   */
  readonly hashCost?: number | undefined

  /** The name of `message` in a failure of sendCode; the document's example says `mes` (E01). Default `message`. */
  readonly failureMessageName?: 'message' | 'mes' | undefined
  /** The code of a failed upload; the document's example says 0004 (E04). Default `0006`. */
  readonly uploadFailure?: '0006' | '0004' | undefined
  /** How "None" is written: as null, or by leaving `message` out (E02). Default `null`. */
  readonly noMessage?: 'null' | 'absent' | undefined
  /**
   * What a missing or empty required parameter gets: a documented failure, or status 400 without an envelope (E16).
   * Default `failure`.
   */
  readonly missingParameter?: 'failure' | 'badRequest' | undefined
  /** The HTTP statuses, which the document leaves open. Default 200 for every result. */
  readonly statuses?: Statuses<OwnOperations<Operations>> | undefined
  /** A prefix for all paths, such as `/api/v1`. Default: none. */
  readonly basePath?: string | undefined
  /** The session cookie (E06). It is always HttpOnly. */
  readonly cookie?: CookieOptions | undefined
  /**
   * The origins whose pages may call with credentials: those on this machine, all, none but the backend's own, or those
   * listed, such as `http://localhost:5173`. Default `loopback`. `all` includes every site that is open in the browser.
   */
  readonly origins?: 'loopback' | 'all' | 'none' | readonly string[] | undefined

  /** The maximum size of a query or body, except an upload. A longer one is refused with status 413. Default 64 KiB. */
  readonly bodyLimit?: number | undefined
  /** The maximum length of a field's value, in characters. Default 4096. */
  readonly fieldLimit?: number | undefined

  /** Whether to serve the inbox, as a page at `<base path>/inbox` and as JSON at `/inbox.json`. Default false. */
  readonly serveInbox?: boolean | undefined
  /** A seed for codes, tokens and names, which are then the same each time, and predictable. Default: none. */
  readonly seed?: number | undefined
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** The people who are registered from the start, and again after `reset()`. Default: nobody. */
  readonly people?: readonly Fixture[] | undefined
  /** Where the state is kept. Default: in memory. */
  readonly store?: Store | undefined
  /** Called for every request and its answer, without secrets. */
  readonly onExchange?: ((exchange: LoggedExchange) => void) | undefined
}

/** Options of the session cookie. */
export interface CookieOptions {
  /** The name. Default `phone-auth-session`. */
  readonly name?: string | undefined
  /** The SameSite attribute. Default `Lax`. `None` needs `secure`. */
  readonly sameSite?: 'Lax' | 'Strict' | 'None' | undefined
  /** The Secure attribute, for backends behind https. Default false. */
  readonly secure?: boolean | undefined
}
