import type { EndpointId } from '../../contract/endpoints.ts'
import type { ResultCode } from '../../contract/result-codes.ts'
import type { Incoming } from '../http/wire.ts'
import type { Answer, Rules } from '../rules/rule.ts'

/**
 * The answer of an endpoint that was made to give this code. Nothing is done: no code is sent, nobody is registered. A
 * success that promises a message gets one that looks like it.
 */
export function forcedAnswer(endpoint: EndpointId, result: ResultCode, { origin }: Incoming, rules: Rules): Answer {
  const message = result === '0000' ? messageLike(endpoint, origin, rules) : null
  return { result, message, reason: 'forced' } as Answer // the types of `force` have paired endpoint and code
}

function messageLike(endpoint: EndpointId, origin: string, { decisions, random }: Rules): string | null {
  if (endpoint === 'sendCode') return decisions.messageOfSending(decisions.drawCode(random))
  if (endpoint === 'uploadAvatar') {
    const nothing = { filename: 'avatar.png', type: 'image/png', bytes: new Uint8Array() }
    return decisions.pathOf(decisions.drawUploadName(nothing, random), origin)
  }
  if (endpoint !== 'login') return null
  const nobody = { userId: '', passwordHash: '', gender: null, nickname: null, headImage: null, registeredAt: 0 }
  return decisions.drawToken(nobody, random)
}
