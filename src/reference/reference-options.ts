import type { Dialect } from '../contract/dialect.ts'
import type { EndpointId } from '../contract/endpoints.ts'
import type { ResultOf } from '../contract/replies.ts'
import type { LoggedExchange } from './exchange-log.ts'
import type { Store } from './store/store.ts'

/** An image that came with an upload. */
export interface UploadedImage {
  /** The file name as it was sent. It is the visitor's word: never use it as a path. */
  readonly filename: string
  /** The part's Content-Type as it was sent; empty without one. */
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Somebody who is registered from the start. */
export interface Fixture {
  /** The phone number. */
  readonly userId: string
  readonly password: string
  readonly gender?: string | undefined
  readonly nickname?: string | undefined
  readonly headImage?: string | undefined
}

/** HTTP statuses that carry a reply (200 to 299 or 400 to 599, not 204 or 205), by endpoint and result code. */
export type Statuses = { readonly [Id in EndpointId]?: { readonly [Result in ResultOf<Id>]?: number } }

/**
 * How the reference backend behaves where the document leaves a choice. The defaults are the readings of
 * `docs/contract.md`. Durations are in milliseconds, sizes in bytes.
 */
export interface ReferenceOptions {
  /** Declared differences from the document (errata E06, E12, E13). Default: none. */
  readonly dialect?: Partial<Dialect> | undefined
  /** Takes form and JSON bodies both, whatever the dialect declares (E12). Default false. */
  readonly anyBody?: boolean | undefined

  /**
   * Which phone numbers sendCode takes: any 11 digits, mobile numbers of mainland China only, or anything at all, as the
   * document leaves this check to the front end. Others get 0002. Default `elevenDigits`.
   */
  readonly phones?: 'mainlandMobile' | 'elevenDigits' | 'anything' | undefined
  /** How long after a code the same phone gets no other one; 0002 until then (E19). Default 0. */
  readonly resendInterval?: number | undefined
  /** The HTTP status of that refusal; many backends say 429. Default: the one of 0002. */
  readonly resendStatus?: number | undefined
  /** Whether a newly sent code undoes a verification (E26). Default true. */
  readonly newCodeUndoesVerification?: boolean | undefined
  /** How long a code can be used (E26). Default 10 minutes. */
  readonly codeLifetime?: number | undefined
  /** Whether a code that verified a phone is used up (E26). Default true. */
  readonly codeWorksOnce?: boolean | undefined
  /** How long a session lasts after its last code was sent or accepted (E26). Default 30 minutes. */
  readonly sessionLifetime?: number | undefined
  /** Which wrong code in a row is too many and gets 0005; 2 to 20 by the contract (E10). Default 5. */
  readonly wrongCodeLimit?: number | undefined
  /** How long no code is taken after that. A newly sent code ends it earlier (E10). Default 10 minutes. */
  readonly lockLength?: number | undefined
  /** What the right code gets meanwhile (E10): 0005, or success. Default `refusal`. */
  readonly rightCodeWhileLocked?: 'refusal' | 'success' | undefined

  /** What an upload needs before it (E25). Default `nothing`. */
  readonly uploadNeeds?: 'nothing' | 'session' | 'verifiedSession' | undefined
  /** What an upload without an image gets: success without a path, or 0006 (E17). Default `success`. */
  readonly uploadWithoutImage?: 'success' | 'refusal' | undefined
  /** The largest image; a larger one gets 0006 with status 413. Default 10 MiB. */
  readonly uploadLimit?: number | undefined
  /**
   * Whether an image's integrity is checked (今后可能需要作图像完整性验证, E21): `true` for whole PNG, JPEG, GIF, WebP
   * and other files by the library image-size, or a check of your own. Default false: anything is taken.
   */
  readonly checkImages?: boolean | ((image: UploadedImage) => boolean | Promise<boolean>) | undefined
  /** The folder of the returned paths. Default `/var/lib/phone-auth-kit/uploads`; it need not exist. */
  readonly uploadFolder?: string | undefined
  /** How returned paths are written; `url` gives the address the image is served at. Default `posix`. */
  readonly pathStyle?: 'posix' | 'windows' | 'url' | undefined
  /**
   * The scheme, host and port in the URLs of uploads, such as `https://mock.example.com` behind a proxy. Default: where
   * the request was sent to.
   */
  readonly publicOrigin?: string | undefined
  /** Serves uploads below `<base path>/uploads/`. Default: with the path style `url`. */
  readonly serveUploads?: boolean | undefined
  /** What step 2 does with a headImage that no upload returned (E22). Default `refuse`. */
  readonly unknownHeadImage?: 'accept' | 'refuse' | undefined

  /** What step 2 does with a gender other than "0" and "1" (E18). Default `refuse`. */
  readonly otherGenders?: 'accept' | 'refuse' | undefined
  /** What step 2 does with an optional field that is empty (E29). Default `accept`. */
  readonly emptyFields?: 'accept' | 'refuse' | undefined
  /** The longest nickname, in code points (E23). Default 64. */
  readonly nicknameLimit?: number | undefined
  /** Whether step 2 takes a nickname with characters beyond the basic plane, as emoji are (E23). Default true. */
  readonly emojiNicknames?: boolean | undefined
  /** The longest password, in characters; at least 32 by the contract (E24). Default 256. */
  readonly passwordLimit?: number | undefined
  /** Whether a password may hold more than ASCII letters and digits (E24). Default true. */
  readonly otherPasswordCharacters?: boolean | undefined
  /**
   * Iterations of PBKDF2-SHA-256 for one password. The default, 10000, is for development: it takes milliseconds. For
   * passwords that matter use 600000.
   */
  readonly hashCost?: number | undefined

  /** How sendCode spells the message of a failure; `mes` is the example's spelling (E01). Default `message`. */
  readonly failureMessageName?: 'message' | 'mes' | undefined
  /** The code of a failed upload; 0004 is the example's (E04). Default `0006`. */
  readonly uploadFailure?: '0006' | '0004' | undefined
  /** How "None" is written: a null, or no `message` at all (E02). Default `null`. */
  readonly noMessage?: 'null' | 'absent' | undefined
  /**
   * What a missing or empty required parameter gets: a documented failure, or status 400 without an envelope (E16).
   * Default `failure`.
   */
  readonly missingParameter?: 'failure' | 'badRequest' | undefined
  /** HTTP statuses, which the document leaves open. Default 200 for every result. */
  readonly statuses?: Statuses | undefined
  /** A path in front of those of the document, such as `/api/v1`. Default none. */
  readonly basePath?: string | undefined
  /** The session cookie (E06). It is HttpOnly always. */
  readonly cookie?: CookieOptions | undefined
  /**
   * Pages of which origins may call with credentials: all, none but its own, or those listed, such as
   * `http://localhost:5173`. Default `all`.
   */
  readonly origins?: 'all' | 'none' | readonly string[] | undefined

  /** The longest body but an upload's, and the longest query. More gets a refusal with status 413. Default 64 KiB. */
  readonly bodyLimit?: number | undefined
  /** The longest value of one field, in characters. Default 4096. */
  readonly fieldLimit?: number | undefined

  /** Serves the inbox as JSON at `<base path>/inbox.json` and as a page at `<base path>/inbox`. Default false. */
  readonly serveInbox?: boolean | undefined
  /** Draws codes, tokens and names from this number: the same each time, and foreseeable. Default: unforeseeable. */
  readonly seed?: number | undefined
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** Who is registered from the start, and again after `reset()`. Default nobody. */
  readonly people?: readonly Fixture[] | undefined
  /** Where everything is kept. Default: in memory. */
  readonly store?: Store | undefined
  /** Told of every request and its answer, without secrets. */
  readonly onExchange?: ((exchange: LoggedExchange) => void) | undefined
}

/** How the session cookie is set. */
export interface CookieOptions {
  /** Default `phone-auth-session`. */
  readonly name?: string | undefined
  /** Default `Lax`. `None` needs `secure`. */
  readonly sameSite?: 'Lax' | 'Strict' | 'None' | undefined
  /** For backends behind https only. Default false. */
  readonly secure?: boolean | undefined
}
