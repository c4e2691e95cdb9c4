import { operations } from '../../contract/endpoints.ts'
import type { OperationRequest } from '../http/request.ts'
import { createSession, type Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import { plain, type Value } from '../http/value.ts'
import { readCode, sendAndRead } from '../people/code-source.ts'
import { askForCode } from '../people/fresh-phone.ts'
import { jpegFile, pngFile } from '../people/image-file.ts'
import {
  completeRegistrationRequest,
  type Field,
  loginRequest,
  sendCodeRequest,
  verifyCodeRequest,
} from '../people/requests.ts'
import * as wrongCodes from '../people/wrong-codes.ts'
import { Undecided } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'
import { type Action, type CodeKind, names, otherOf, type Who } from './action.ts'
import { type Model, passwordOf, stateOf } from './model.ts'

/** Sends the actions of one random journey to the backend, for new people. */
export interface Players {
  /** Sends the action's request, given the state of the model. */
  take(action: Action, model: Model): Promise<Step>
  /** Every request so far, in order. */
  readonly steps: readonly Step[]
}

/** A person of a journey, and what the backend gave them. */
interface Player {
  readonly session: Session
  readonly userId: Value
  readonly code: Value
  path?: Value
}

export function createPlayers(runState: RunState, caseId: string): Players {
  const { dialect } = runState.settings
  const players = new Map<Who, Player>()
  const steps: Step[] = []

  const playerOf = (who: Who): Player => {
    const player = players.get(who)
    if (!player) throw new Error(`${names[who]} was sent no code yet`)
    return player
  }
  const call = async (session: Session, request: OperationRequest) => {
    const step = await runState.call(session, request, caseId)
    steps.push(step)
    return step
  }

  async function sendCode(who: Who): Promise<Step> {
    const known = players.get(who)
    if (known) return await call(createSession('nobody'), sendCodeRequest(known.userId))
    return await sendAndRead(runState, async () => {
      const asked = await askForCode(runState, names[who], caseId)
      steps.push(asked.step)
      if (asked.step.result !== '0000') return asked.step
      const code = await readCode(runState, names[who], asked.userId, asked.step)
      if (code === undefined)
        throw new Undecided('inconclusive', {
          zh: 'sendCode 的响应没有验证码，见 sendCode/message',
          en: 'the reply to sendCode contained no code: see sendCode/message',
        })
      players.set(who, { session: asked.session, userId: asked.userId, code })
      return asked.step
    })
  }

  function typedCode(who: Who, kind: CodeKind, count: number): Value {
    const { code } = playerOf(who)
    if (kind === 'right') return code
    if (kind === 'many') return wrongCodes.wrongCodeNumber(count, code)
    if (kind !== 'sentToTheOther') return wrongCodeOf[kind](code)
    const others = playerOf(otherOf(who)).code
    return others.text === code.text ? wrongCodes.allOtherDigits(code) : others
  }

  return {
    steps,
    async take(action, model) {
      const { who } = action
      if (action.does === 'sendCode') return await sendCode(who)
      const player = playerOf(who)
      switch (action.does) {
        case 'verifyCode': {
          const typed = typedCode(who, action.code, stateOf(model, who).wrongCodes)
          return await call(player.session, verifyCodeRequest(dialect, player, player.code, typed))
        }
        case 'uploadAvatar': {
          const file = action.image === 'png' ? pngFile() : jpegFile()
          const step = await call(player.session, {
            operation: operations.uploadAvatar,
            parts: [{ name: 'img', file, filename: action.filename }],
          })
          if (step.message !== undefined) player.path = { text: step.message, shell: `$${names[who]}_path` }
          return step
        }
        case 'completeRegistration': {
          const { password, gender, nickname, headImage } = action
          const optional: Field[] = [
            ...(headImage && player.path ? [['headImage', player.path] as const] : []),
            ...(gender === undefined ? [] : [['gender', plain(gender)] as const]),
            ...(nickname === undefined ? [] : [['nickname', plain(nickname)] as const]),
          ]
          const request = completeRegistrationRequest(dialect, player, plain(password), optional)
          const step = await call(player.session, request)
          if (step.result === '0000') runState.accounts.set(player.userId.text, true)
          return step
        }
        case 'login': {
          const others = model.people[otherOf(who)]?.passwords[0]
          const password = passwordOf(action.password, stateOf(model, who).passwords, others)
          const session = action.elsewhere ? createSession(`${names[who]}-${steps.length}`) : player.session
          // A person who never registered has no password, so any valid one will do.
          return await call(session, loginRequest(player, plain(password || 'abcd1234')))
        }
      }
    },
  }
}

const wrongCodeOf: Readonly<Record<Exclude<CodeKind, 'right' | 'many' | 'sentToTheOther'>, wrongCodes.WrongCode>> = {
  zeroInFront: wrongCodes.leadingZero,
  digitBehind: wrongCodes.extraDigit,
  blankInFront: wrongCodes.leadingSpace,
  threeDigits: wrongCodes.firstThree,
  otherLastDigit: wrongCodes.otherLastDigit,
  otherFirstDigit: wrongCodes.otherFirstDigit,
  otherDigits: wrongCodes.allOtherDigits,
  reversed: wrongCodes.reversed,
}
