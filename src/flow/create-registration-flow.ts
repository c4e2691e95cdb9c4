import type { UploadProgress } from '../client/client-options.ts'
import { checkCode } from './check-code.ts'
import type {
  FlowCompleteRegistrationOutcome,
  FlowLoginOutcome,
  FlowSendCodeOutcome,
  FlowUploadAvatarOutcome,
  FlowVerifyCodeOutcome,
  Ran,
} from './flow-outcomes.ts'
import { secondsLeft } from './flow-snapshot.ts'
import { actionsOf, type FlowState, notRegistered, registered, stepFor, undecidedRegistration } from './flow-state.ts'
import { flowStore } from './flow-store.ts'
import { lostReplyOf, retryAfterOf, undecided } from './lost-reply.ts'
import { register } from './register.ts'
import type { FlowClient, RegistrationFlow, RegistrationFlowOptions } from './registration-flow.ts'
import { savedFlow } from './saved-flow.ts'

/**
 * Creates a store for one person's registration. It works with any framework or none, and resumes the registration that
 * its storage holds. Creating it sends nothing and writes nothing.
 */
export function createRegistrationFlow(api: FlowClient, options: RegistrationFlowOptions = {}): RegistrationFlow {
  const { now = Date.now, resendAfter = 60_000 } = options
  const saved = savedFlow(api.session, options, now)
  const store = flowStore(saved, now)

  const { ready, subscribe, getSnapshot, getServerSnapshot } = store

  return {
    ready,
    subscribe,
    getSnapshot,
    getServerSnapshot,

    sendCode({ userId = store.state().userId } = {}, call) {
      const state = store.state()
      const { untilFor } = state
      const isSame = state.userId === undefined || state.userId === userId
      const isTooEarly = secondsLeft(state, now()) > 0 && (untilFor === undefined || untilFor === userId)
      const sent = (wait = resendAfter): FlowState => {
        const sentAt = now()
        return { step: 'code-sent', userId, sentAt, until: sentAt + wait, untilFor: userId }
      }
      return store.run<Ran<FlowSendCodeOutcome>>(
        'sendCode',
        async () => {
          const open: FlowState = { ...sent(), unknown: 'sendCode', mayBeRegistered: isSame && state.mayBeRegistered }
          // Saved as if the reply were lost, because the page may close before it arrives.
          saved.write(open)
          const outcome = await api.sendCode({ userId: userId ?? '' }, call)
          const wait = retryAfterOf(outcome)
          if (outcome.ok) return [{ ...sent(wait), code: outcome.message ?? undefined }, outcome]
          const lost = lostReplyOf(outcome)
          if (lost) return [open, undecided('sendCode', open, lost)]
          // 0001 settles an undecided step 2.
          if (open.mayBeRegistered && outcome.kind === 'refused' && outcome.result === '0001')
            return [registered(state), outcome]
          return [wait === undefined ? state : { ...state, until: now() + wait, untilFor: undefined }, outcome]
        },
        isTooEarly && 'cooldown',
      )
    },

    verifyCode({ code, userId = store.state().userId }, call) {
      const state = { ...store.state(), userId }
      return store.run<Ran<FlowVerifyCodeOutcome>>(
        'verifyCode',
        () => {
          saved.write({ ...state, unknown: 'verifyCode', tried: code })
          // If the reply that held the sent code was lost, only the backend knows that code.
          const request = { userId: userId ?? '', code_v: state.code ?? code, code }
          return checkCode(state, code, () => api.verifyCode(request, call))
        },
        state.locked && 'locked',
      )
    },

    uploadAvatar(request, call) {
      const state = store.state()
      return store.run<Ran<FlowUploadAvatarOutcome>>('uploadAvatar', async () => {
        const onProgress = (progress: UploadProgress): void => {
          store.show(progress)
          call?.onProgress?.(progress)
        }
        const outcome = await api.uploadAvatar(request, { ...call, onProgress })
        if (outcome.ok) return [{ ...state, step: 'avatar-uploaded', headImage: outcome.message }, outcome]
        const lost = lostReplyOf(outcome)
        return [state, lost ? undecided('uploadAvatar', state, lost) : outcome]
      })
    },

    completeRegistration({ userId = store.state().userId, ...request }, call) {
      const state = { ...store.state(), userId }
      return store.run<Ran<FlowCompleteRegistrationOutcome>>('completeRegistration', () => {
        saved.write(undecidedRegistration(state))
        const whole = { userId: userId ?? '', headImage: state.headImage, ...request }
        return register(state, {
          completeRegistration: () => api.completeRegistration(whole, call),
          login: () => api.login({ userId: userId ?? '', password: request.password }, call),
        })
      })
    },

    login({ password, userId = store.state().userId }, call) {
      const state = { ...store.state(), userId }
      return store.run<Ran<FlowLoginOutcome>>('login', async () => {
        const outcome = await api.login({ userId: userId ?? '', password }, call)
        if (outcome.ok) return [{ step: 'logged-in', userId, headImage: state.headImage }, outcome]
        if (outcome.kind !== 'refused' || !state.mayBeRegistered) return [state, outcome]
        return [outcome.result === '0008' ? registered(state) : notRegistered(state), outcome]
      })
    },

    back() {
      const state = store.state()
      const next = stepFor(state, 'start')
      const isPossible = state.step !== 'start' && actionsOf(state).includes('sendCode')
      return store.leaveFor(state.mayBeRegistered ? undecidedRegistration(next) : next, !isPossible && 'wrong-step')
    },

    reset() {
      const { until, untilFor } = store.state()
      return store.leaveFor({ step: 'start', until, untilFor })
    },
  }
}
