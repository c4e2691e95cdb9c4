/** The name of one erratum: `E01` to `E29`. */
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

/** A place where the document contradicts itself or is silent, and how this package reads it. */
export interface Erratum {
  readonly id: ErratumId
  /**
   * `requirement`: the reading is required. `tolerated`: the document's other form is accepted too. `reading`: the
   * row leaves something open, and the contract suite reports which way a backend took.
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
    document: "verifyCode's and step 2's examples leave `message` out",
    reading: 'absent equals null',
  },
  {
    id: 'E03',
    kind: 'requirement',
    document: "upload's link shows /upload but points to /register",
    reading: '`/upload`',
  },
  {
    id: 'E04',
    kind: 'tolerated',
    document: "upload's failure example says 0004, its table 0006",
    reading: "0006; 0004 from upload is tolerated; the client hands it on as 0006 and keeps the wire's code in `meta`",
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
    document: 'step 2 names no user: nothing says how it knows the phone',
    reading:
      "a session cookie set by sendCode; an extra `userId` field is a declared difference. Client and suite keep cookies as a browser does (RFC 6265: the latest value, Path, Max-Age, Expires, Secure not over http): many frameworks keep the session's data in the cookie and set it anew with every reply, so the steps of one person are sent one after the other. A session that can't work for such a jar fails journey 1, and the finding says what the cookie lacked",
  },
  {
    id: 'E07',
    kind: 'requirement',
    document: "login's parameter table forgets the password, its codes need it",
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
    document: 'how many wrong codes are too many, for how long, and per what, is not said',
    reading:
      "0005 comes at the second wrong code at the earliest (one wrong code locks nobody: journey 5), and at the latest at the 20th in a row (`--wrong-code-bound N` where a team chose more); other people are untouched; a newly sent code lifts it (should). A case that tries several wrong codes for another reason takes 0005 from the second on as a refusal too, or a fresh code. All wrong tries of a case are made in one session, for one phone, against one sent code, so that the way of counting doesn't matter",
  },
  {
    id: 'E11',
    kind: 'requirement',
    document: "examples write Python's None",
    reading: 'JSON null; the string "None" is a must-miss',
  },
  {
    id: 'E12',
    kind: 'requirement',
    document: 'POST bodies have no stated encoding',
    reading: '`application/x-www-form-urlencoded`; JSON bodies are a declared difference (a backend may take both)',
  },
  {
    id: 'E13',
    kind: 'requirement',
    document: 'the reply to sendCode contains the code, and verifyCode takes the "right" code from the caller',
    reading:
      'followed, since it is the contract; section 7 advises against it. What a `code_v` gets that was not issued beside a right `code` is not judged. "By SMS only" is a declared difference',
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
    document: 'when a phone counts as registered is not said',
    reading:
      'from the success of step 2: then sendCode says 0001 and login works. A second step 2 for it, in the same session or in one verified earlier, leaves the first password the one that logs in (must) and answers 0006 (should)',
  },
  {
    id: 'E16',
    kind: 'reading',
    document: 'what a missing or empty required parameter gets is not said',
    reading:
      "anything but success: a documented failure (for POST /register any of 0004, 0005, 0006, since a backend can't know which of the two was meant), or any 4xx, here even without an envelope (a framework's own 404, 405, 415, 422 page). Success, an undocumented code, a 5xx or no answer is a miss: must for `userId`, `password` and a missing `code`; should for `code_v`, `register`, and for an empty `code_v` with an empty `code`",
  },
  {
    id: 'E17',
    kind: 'reading',
    document: 'an upload without `img` is allowed (N) but has no stated reply',
    reading:
      '0000 (message null, absent or a path), 0006, 0004 (E04), or a bare 4xx are all right; an undocumented code, a 5xx or no answer is a must-miss. The same for `img` as a text part and for a browser\'s empty file input (`filename=""`). Sent as a well-formed multipart body with one other text part, since a body of no parts is refused by many parsers before the backend sees it',
  },
  {
    id: 'E18',
    kind: 'reading',
    document: 'a gender other than "0" and "1"',
    reading: 'either answer',
  },
  {
    id: 'E19',
    kind: 'reading',
    document: 'how often a code may be sent, to one phone or from one address, is not said',
    reading:
      '0002 (or a 429) to a send may be a limit. A suite that meets it on a phone that should have got 0001 asks twice in a row for a fresh phone: refused the second time too = a limit, the case is *inconclusive*; accepted both times = the 0002 is a must-miss. No case depends on a second send to one phone within a minute, unless `--resend-interval` says how long to wait',
  },
  {
    id: 'E20',
    kind: 'requirement',
    document: 'protocol http',
    reading: 'accepted; section 7',
  },
  {
    id: 'E21',
    kind: 'reading',
    document: 'upload "may need an image integrity check in future"',
    reading:
      "a backend that checks refuses with 0006, one that doesn't takes anything: so whatever must succeed is a real, whole PNG or JPEG, its extension and part Content-Type matching, its size made of pixels, not of padding",
  },
  {
    id: 'E22',
    kind: 'reading',
    document: 'headImage is "the complete path of the avatar"',
    reading: 'where success is required, the value that upload returned in the same session',
  },
  {
    id: 'E23',
    kind: 'reading',
    document: 'the length and characters of a nickname are not said',
    reading:
      'musts use one to eight code points, Chinese among them; an emoji of one code point may be refused with 0006 (reading), but never gets a 5xx, an undocumented code or no answer (must)',
  },
  {
    id: 'E24',
    kind: 'reading',
    document: 'which characters a password may hold beside letters and digits, and how long it may be, is not said',
    reading:
      'musts use 8 to 32 ASCII letters and digits; other printable ASCII up to 64 characters may be refused, but one that was accepted is compared whole (should); nothing is asked of other alphabets',
  },
  {
    id: 'E25',
    kind: 'reading',
    document: 'whether uploading needs a session or a verified code is not said',
    reading: 'musts upload inside a verified session; without one is a reading',
  },
  {
    id: 'E26',
    kind: 'reading',
    document:
      'how long a code or a session lives, whether a code works twice, whether many logins are throttled, is not said',
    reading:
      'a code is used at once; at most three wrong logins for a person; a second use of a code is a reading, and so is whether a new sendCode undoes a verification',
  },
  {
    id: 'E27',
    kind: 'requirement',
    document: "the message of an upload's failure stands only in its example (None)",
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
      'what an empty optional field (`gender=`, `nickname=`, `headImage=`) gets is not said; browsers send them',
    reading: 'either answer (reading)',
  },
]
