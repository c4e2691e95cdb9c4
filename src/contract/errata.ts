/** The name of one erratum: `E01` to `E30`. */
export type ErratumId =
  | 'E01'
  | 'E02'
  | 'E03'
  | 'E04'
  | 'E05'
  | 'E06'
  | 'E07'
  | 'E08'
  | 'E09'
  | 'E10'
  | 'E11'
  | 'E12'
  | 'E13'
  | 'E14'
  | 'E15'
  | 'E16'
  | 'E17'
  | 'E18'
  | 'E19'
  | 'E20'
  | 'E21'
  | 'E22'
  | 'E23'
  | 'E24'
  | 'E25'
  | 'E26'
  | 'E27'
  | 'E28'
  | 'E29'
  | 'E30'

/** A place where the document contradicts itself or is silent, and how this package reads it. */
export interface Erratum {
  readonly id: ErratumId
  /**
   * `requirement`: the reading is required. `tolerated`: the document's other form is accepted too. `reading`: the
   * document leaves something open, and the contract suite reports which way a backend takes.
   */
  readonly kind: 'requirement' | 'tolerated' | 'reading'
  /** What the document says, or fails to say. */
  readonly document: string
  /** How this package reads it. */
  readonly reading: string
}

/** All errata, as `docs/contract.md` section 4 lists them. */
export const errata: readonly Erratum[] = [
  {
    id: 'E01',
    kind: 'tolerated',
    document: "sendCode's failure example spells `mes`",
    reading: '`message` is the name; `mes` on a failure is tolerated',
  },
  {
    id: 'E02',
    kind: 'requirement',
    document: 'the examples of verifyCode and step 2 leave `message` out',
    reading: 'an absent `message` is the same as null',
  },
  {
    id: 'E03',
    kind: 'requirement',
    document: 'the link of upload shows /upload but points to /register',
    reading: '`/upload`',
  },
  {
    id: 'E04',
    kind: 'tolerated',
    document: 'the failure example of upload says 0004, its table says 0006',
    reading: '0006; 0004 from upload is tolerated; the client returns it as 0006 and keeps the original code in `meta`',
  },
  {
    id: 'E05',
    kind: 'requirement',
    document: '`FieldStorge`',
    reading: 'a multipart file part with a filename; non-ASCII names as raw UTF-8 in `filename`, as browsers send them',
  },
  {
    id: 'E06',
    kind: 'requirement',
    document: 'step 2 names no user: nothing says how it knows the phone number',
    reading:
      "a session cookie that sendCode sets; an extra `userId` field is a declared difference. Client and suite keep cookies as a browser does (RFC 6265: the latest value, Path, Max-Age, Expires, no Secure cookie over http). Many frameworks keep the session's data in the cookie and set it anew with every reply, so the steps of one person are sent one after another. A session that cannot work with such a cookie jar fails journey 1, and the finding says what is wrong with the cookie",
  },
  {
    id: 'E07',
    kind: 'requirement',
    document: 'the parameter table of login omits the password, but its result codes need it',
    reading: '`password` is sent and required',
  },
  {
    id: 'E08',
    kind: 'requirement',
    document: "login's success example is not valid JSON",
    reading: 'a real reply must be valid JSON',
  },
  {
    id: 'E09',
    kind: 'requirement',
    document: '0003 is never defined',
    reading: 'undocumented',
  },
  {
    id: 'E10',
    kind: 'reading',
    document: 'the document does not say how many wrong codes are too many, for how long, or counted by what',
    reading:
      '0005 comes at the second wrong code at the earliest (one wrong code locks nobody: journey 5) and at the 20th in a row at the latest (`--wrong-code-bound N` if a team chose more); other people are not affected; a newly sent code lifts the lock (should). A case that tries several wrong codes for another reason accepts 0005 from the second on as a refusal too, or uses a fresh code. All wrong tries of a case are made in one session, for one phone number, against one sent code, so that the way of counting does not matter',
  },
  {
    id: 'E11',
    kind: 'requirement',
    document: "the examples write Python's None",
    reading: 'JSON null; the string "None" fails (must)',
  },
  {
    id: 'E12',
    kind: 'requirement',
    document: 'the document does not state the encoding of POST bodies',
    reading: '`application/x-www-form-urlencoded`; JSON bodies are a declared difference (a backend may take both)',
  },
  {
    id: 'E13',
    kind: 'requirement',
    document: 'the reply to sendCode contains the code, and verifyCode takes the "right" code from the caller',
    reading:
      'followed, because it is the contract; section 7 advises against it. The answer to a `code_v` that was never sent, beside a correct `code`, is not judged. "By SMS only" is a declared difference',
  },
  {
    id: 'E14',
    kind: 'requirement',
    document: 'a GET sends an SMS',
    reading: "the client sends it once, with `cache: 'no-store'`; section 7",
  },
  {
    id: 'E15',
    kind: 'requirement',
    document: 'the document does not say when a phone number counts as registered',
    reading:
      'from the success of step 2 on: then sendCode answers 0001 and login works. A second step 2 for it, in the same session or in one verified earlier, does not change the password that logs in (must) and gets 0006 (should)',
  },
  {
    id: 'E16',
    kind: 'reading',
    document: 'the document does not say what a missing or empty required parameter gets',
    reading:
      "anything but success: a documented failure (for POST /register any of 0004, 0005 and 0006, because a backend cannot know which operation was meant), or any 4xx, here even without an envelope (a framework's own 404, 405, 415 or 422 page). Success, an undocumented code, a 5xx and no answer all fail: must for `userId`, `password` and a missing `code`; should for `code_v`, `register`, and for an empty `code_v` with an empty `code`",
  },
  {
    id: 'E17',
    kind: 'reading',
    document: 'an upload without `img` is allowed (N), but its reply is not stated',
    reading:
      '0000 (`message` null, absent or a path), 0006, 0004 (E04) and a bare 4xx are all allowed; an undocumented code, a 5xx or no answer fails (must). The same holds for `img` as a text part and for a browser\'s empty file input (`filename=""`). The request is a well-formed multipart body with one other text part, because many parsers refuse a body without parts before the backend sees it',
  },
  {
    id: 'E18',
    kind: 'reading',
    document: 'a gender other than "0" and "1"',
    reading: 'success or failure',
  },
  {
    id: 'E19',
    kind: 'reading',
    document: 'the document does not say how often a code may be sent, to one phone number or from one address',
    reading:
      '0002 (or a 429) from sendCode may mean a limit. If a phone number that should get 0001 gets it, the suite asks twice in a row for a fresh phone number: if the second request is refused too, there is a limit and the case is *inconclusive*; if both are accepted, the 0002 fails (must). No case depends on a second send to one phone number within a minute, unless `--resend-interval` says how long to wait',
  },
  {
    id: 'E20',
    kind: 'requirement',
    document: 'the protocol is http',
    reading: 'accepted; section 7',
  },
  {
    id: 'E21',
    kind: 'reading',
    document: 'upload "may need an image integrity check in future"',
    reading:
      'a backend that checks images refuses with 0006, one that does not accepts anything. So whatever must succeed is a real, complete PNG or JPEG with a matching extension and part Content-Type, and its size comes from pixels, not from padding',
  },
  {
    id: 'E22',
    kind: 'reading',
    document: 'headImage is "the complete path of the avatar"',
    reading: 'where success is required, the suite sends the value that upload returned in the same session',
  },
  {
    id: 'E23',
    kind: 'reading',
    document: 'the document does not state the length or the characters of a nickname',
    reading:
      'musts use one to eight code points, Chinese among them; an emoji of one code point may be refused with 0006 (reading), but never gets a 5xx, an undocumented code or no answer (must)',
  },
  {
    id: 'E24',
    kind: 'reading',
    document:
      'the document does not say which characters other than letters and digits a password may contain, or how long it may be',
    reading:
      'musts use 8 to 32 ASCII letters and digits; other printable ASCII of up to 64 characters may be refused, but an accepted password is compared in full (should). So are spaces before or after a password that a login adds: should, because some frameworks trim every field. Other alphabets are not tested',
  },
  {
    id: 'E25',
    kind: 'reading',
    document: 'the document does not say whether an upload needs a session or a verified code',
    reading: 'musts upload in a verified session; an upload without one is a reading',
  },
  {
    id: 'E26',
    kind: 'reading',
    document:
      'the document does not say how long a code or a session lives, whether a code works twice, or whether many logins are throttled',
    reading:
      'a code is used at once; each person gets at most three wrong logins; a second use of a code is a reading, and so is whether a new sendCode undoes a verification',
  },
  {
    id: 'E27',
    kind: 'requirement',
    document: 'only the example states the message of a failed upload (None)',
    reading: 'null or absent (should)',
  },
  {
    id: 'E28',
    kind: 'requirement',
    document: '`sring`, mixed quotes, `{…};{…}`, unquoted placeholders in the examples',
    reading: 'string; examples are informative',
  },
  {
    id: 'E29',
    kind: 'reading',
    document:
      'the document does not say what an empty optional field (`gender=`, `nickname=`, `headImage=`) gets; browsers send such fields',
    reading: 'success or failure (reading)',
  },
  {
    id: 'E30',
    kind: 'reading',
    document:
      'the document does not say whether spaces around a typed code (`code`) count; some frameworks trim every text field',
    reading:
      'a code with spaces before or after it may get what the code alone gets, or a refusal (reading); never a 5xx, an undocumented code or no answer (must)',
  },
]
