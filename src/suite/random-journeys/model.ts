import { type Action, otherOf, type PasswordKind, type Who } from './action.ts'

/** What is known of somebody, by the replies alone. */
export interface PersonState {
  /** `lost`: the document does not say how far on they are, so nothing but their login is asked. */
  readonly phase: 'new' | 'sent' | 'verified' | 'registered' | 'lost'
  /** Wrong codes in a row, against the one code that was sent. */
  readonly wrongCodes: number
  /** A step 2 was refused; whether the verification outlives that is not said. */
  readonly wasRefused: boolean
  /** The password that registered, then those of every later step 2. */
  readonly passwords: readonly string[]
  readonly uploaded: boolean
  /** Logins that must not succeed: three at most (erratum E26). */
  readonly vainLogins: number
  /** Asked for a code after registering. */
  readonly askedAgain: boolean
}

/** The state of a random journey. fast-check wants it to be one object that changes. */
export interface Model {
  readonly people: PersonState[]
  /** How many more requests to sendCode this journey may make. */
  sends: number
  /** At which wrong code in a row 0005 comes at the latest. */
  readonly wrongCodeBound: number
}

/** The results that are right for an action, the one of most backends first. */
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

/** Two people, or one where two can't be told apart, who have done nothing yet. */
export function createModel(people: number, sends: number, wrongCodeBound: number): Model {
  return { people: Array.from({ length: people }, () => nobody), sends, wrongCodeBound }
}

export function stateOf(model: Model, who: Who): PersonState {
  return model.people[who] ?? nobody
}

/**
 * What the document allows in answer to an action; undefined where the action makes no sense now, or where it allows
 * anything.
 */
export function expectedOf(model: Model, action: Action): Expected | undefined {
  const person = model.people[action.who]
  if (!person) return undefined
  switch (action.does) {
    case 'sendCode':
      if (model.sends < 1) return undefined
      if (person.phase === 'new') return ['0000']
      // E15; and E19: a second send to one phone within a minute may be refused as such.
      return person.phase === 'registered' && !person.askedAgain ? ['0001', '0002', '429'] : undefined
    case 'verifyCode':
      return person.phase === 'sent' ? expectedOfCode(model, action, person) : undefined
    case 'uploadAvatar':
      return person.phase === 'verified' && !person.uploaded ? ['0000'] : undefined
    case 'completeRegistration':
      if (action.headImage && !person.uploaded) return undefined
      // E15: that a second step 2 is refused is no must; that it changes nothing, the logins show.
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
  // E10: one wrong code locks nobody, the second may. What the right code gets while locked is not said.
  if (code === 'right') return wrongCodes < 2 ? ['0000'] : ['0000', '0005']
  if (code === 'sentToTheOther' && (people[otherOf(who)]?.phase ?? 'new') === 'new') return undefined
  if (code !== 'many' && wrongCodes >= 3) return undefined
  if (wrongCodes === 0) return ['0004']
  return wrongCodes + 1 < wrongCodeBound ? ['0004', '0005'] : ['0005']
}

function expectedOfLogin(
  { people }: Model,
  { who, password, elsewhere }: Action & { does: 'login' },
  { phase, passwords, vainLogins }: PersonState,
): Expected | undefined {
  if (phase === 'new') return undefined
  // How many wrong ones in a row the right one survives is not said (E26).
  if (phase === 'registered' && password === 'right') return vainLogins < 3 ? ['0000'] : ['0000', '0008']
  if (vainLogins >= 3) return undefined
  // Whoever has no password yet is unknown, whatever they try, and tries from elsewhere.
  if (phase !== 'registered') return password === 'right' && elsewhere ? ['0007'] : undefined
  const given = passwordOf(password, passwords, people[otherOf(who)]?.passwords[0])
  return given === undefined || given === passwords[0] ? undefined : ['0008']
}

/** A password of this kind; undefined where there is none. */
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

/** Takes note of the result an action got. */
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
      if (action.code === 'right') return { phase: result === '0000' ? 'verified' : 'lost' }
      return { wrongCodes: person.wrongCodes + 1, ...(result === '0005' && { phase: 'lost' }) }
    case 'uploadAvatar':
      return { uploaded: true }
    case 'completeRegistration':
      if (person.phase === 'registered') return { passwords: [...person.passwords, action.password] }
      if (result === '0000') return { phase: 'registered', passwords: [action.password] }
      // Refused twice, with a good password too: the verification is gone.
      return isGood(action.password) ? { phase: 'lost' } : { wasRefused: true }
    case 'login':
      return result === '0000' ? {} : { vainLogins: person.vainLogins + 1 }
  }
}
