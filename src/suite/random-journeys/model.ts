import { type Action, otherOf, type PasswordKind, type Who } from './action.ts'

/** What the replies say about a person. */
export interface PersonState {
  /** `lost`: the document does not define their state, so only logins are tested. */
  readonly phase: 'new' | 'sent' | 'verified' | 'registered' | 'lost'
  /** Consecutive wrong codes for the code that was sent. */
  readonly wrongCodes: number
  /** Whether a step 2 was refused. The document does not say whether the verification survives that. */
  readonly wasRefused: boolean
  /** The password of the registration, then those of every later step 2. */
  readonly passwords: readonly string[]
  readonly uploaded: boolean
  /** Logins with a wrong password: at most three (erratum E26). */
  readonly vainLogins: number
  /** Whether they requested a code after registering. */
  readonly askedAgain: boolean
}

/** The state of a random journey. fast-check requires one mutable object. */
export interface Model {
  readonly people: PersonState[]
  /** How many more requests to sendCode this journey may make. */
  sends: number
  /** The maximum number of consecutive wrong codes before 0005. */
  readonly wrongCodeBound: number
}

/** The correct results of an action, the usual one first. */
export type Expected = readonly [likely: string, ...others: string[]]

const nobody: PersonState = {
  phase: 'new',
  wrongCodes: 0,
  wasRefused: false,
  passwords: [],
  uploaded: false,
  vainLogins: 0,
  askedAgain: false,
}

/** A new model, with one or two people. */
export function createModel(people: number, sends: number, wrongCodeBound: number): Model {
  return { people: Array.from({ length: people }, () => nobody), sends, wrongCodeBound }
}

export function stateOf(model: Model, who: Who): PersonState {
  return model.people[who] ?? nobody
}

/**
 * The results that the document allows for an action; undefined if the action makes no sense now, or if any result is
 * allowed.
 */
export function expectedOf(model: Model, action: Action): Expected | undefined {
  const person = model.people[action.who]
  if (!person) return undefined
  switch (action.does) {
    case 'sendCode':
      if (model.sends < 1) return undefined
      if (person.phase === 'new') return ['0000']
      // E15. By E19, a second send to one phone within a minute may be refused.
      return person.phase === 'registered' && !person.askedAgain ? ['0001', '0002', '429'] : undefined
    case 'verifyCode':
      return person.phase === 'sent' ? expectedOfCode(model, action, person) : undefined
    case 'uploadAvatar':
      return person.phase === 'verified' && !person.uploaded ? ['0000'] : undefined
    case 'completeRegistration':
      if (action.headImage && !person.uploaded) return undefined
      // E15: a second step 2 need not be refused. The logins show whether it changed anything.
      if (person.phase === 'registered') return isGood(action.password) ? ['0006', '0000'] : undefined
      if (person.phase !== 'verified') return undefined
      if (!isGood(action.password)) return ['0006']
      return person.wasRefused ? ['0000', '0006'] : ['0000']
    case 'login':
      return expectedOfLogin(model, action, person)
  }
}

function expectedOfCode(
  { people, wrongCodeBound }: Model,
  { who, code }: Action & { does: 'verifyCode' },
  { wrongCodes }: PersonState,
): Expected | undefined {
  // E10: the first wrong code locks nobody, the second may. What the correct code gets while locked is open.
  if (code === 'right') return wrongCodes < 2 ? ['0000'] : ['0000', '0005']
  if (code === 'sentToTheOther' && (people[otherOf(who)]?.phase ?? 'new') === 'new') return undefined
  if (code !== 'many' && wrongCodes >= 3) return undefined
  // E30: a code with a space before it may count as the code.
  const trimmed = code === 'blankInFront' ? ['0000'] : []
  if (wrongCodes === 0) return ['0004', ...trimmed]
  return wrongCodes + 1 < wrongCodeBound ? ['0004', '0005', ...trimmed] : ['0005', ...trimmed]
}

function expectedOfLogin(
  { people }: Model,
  { who, password, elsewhere }: Action & { does: 'login' },
  { phase, passwords, vainLogins }: PersonState,
): Expected | undefined {
  if (phase === 'new') return undefined
  // How many wrong passwords the correct one survives is open (E26).
  if (phase === 'registered' && password === 'right') return vainLogins < 3 ? ['0000'] : ['0000', '0008']
  if (vainLogins >= 3) return undefined
  // A person without a password is unknown, whatever they try; they try from another session.
  if (phase !== 'registered') return password === 'right' && elsewhere ? ['0007'] : undefined
  const given = passwordOf(password, passwords, people[otherOf(who)]?.passwords[0])
  return given === undefined || given === passwords[0] ? undefined : ['0008']
}

/** A password of this kind; undefined if there is none. */
export function passwordOf(
  kind: PasswordKind,
  [own = '', ...later]: readonly string[],
  ofTheOther: string | undefined,
): string | undefined {
  switch (kind) {
    case 'right':
      return own
    case 'shorter':
      return own.slice(0, -1)
    case 'longer':
      return `${own}1`
    case 'firstEight':
      return own.slice(0, 8)
    case 'otherCase':
      return own.replace(/[A-Za-z]/g, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))
    case 'otherEnd':
      return own.slice(0, -1) + (own.endsWith('7') ? '8' : '7')
    case 'theOthers':
      return ofTheOther
    case 'later':
      return later.at(-1)
  }
}

/** 至少8位, 同时包括字母和数字 */
function isGood(password: string): boolean {
  return password.length >= 8 && /[A-Za-z]/.test(password) && /[0-9]/.test(password)
}

/** Updates the model with the result of an action. */
export function note(model: Model, action: Action, result: string): void {
  const person = stateOf(model, action.who)
  model.people[action.who] = { ...person, ...changed(person, action, result) }
  if (action.does === 'sendCode') model.sends--
}

function changed(person: PersonState, action: Action, result: string): Partial<PersonState> {
  switch (action.does) {
    case 'sendCode':
      return person.phase === 'new' ? { phase: 'sent' } : { askedAgain: true }
    case 'verifyCode':
      if (result === '0000') return { phase: 'verified' }
      if (action.code === 'right') return { phase: 'lost' }
      return { wrongCodes: person.wrongCodes + 1, ...(result === '0005' && { phase: 'lost' }) }
    case 'uploadAvatar':
      return { uploaded: true }
    case 'completeRegistration':
      if (person.phase === 'registered') return { passwords: [...person.passwords, action.password] }
      if (result === '0000') return { phase: 'registered', passwords: [action.password] }
      // Refused with a valid password, after an earlier refusal: the verification is gone.
      return isGood(action.password) ? { phase: 'lost' } : { wasRefused: true }
    case 'login':
      return result === '0000' ? {} : { vainLogins: person.vainLogins + 1 }
  }
}
