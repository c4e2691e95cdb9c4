import type { Words } from '../../report/model/words.ts'
import type { OperationRequest } from '../http/request.ts'
import type { Session } from '../http/session.ts'
import type { Step } from '../http/step.ts'
import type { Value } from '../http/value.ts'
import type { Hint } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'

/** The person who took a step. */
export interface SessionOwner {
  readonly session: Session
  readonly userId: Value
}

/**
 * The likely cause of a step that should have succeeded: an undeclared difference or a lost session; undefined if it is
 * neither. May send the step again in another form, which no rule is applied to.
 */
export async function hintFor(runState: RunState, person: SessionOwner, step: Step): Promise<Hint | undefined> {
  const { dialect } = runState.settings
  if (step.endpoint === 'sendCode') return step.result === '0000' ? noCodeInReply : undefined
  if (step.endpoint === 'uploadAvatar') return cookieHint(person)
  const json: OperationRequest = { ...step.request, body: dialect.body === 'json' ? 'form' : 'json', diagnostic: true }
  const linked: OperationRequest = {
    ...step.request,
    fields: [...(step.request.fields ?? []), ['userId', person.userId]],
    diagnostic: true,
  }
  const tries: [OperationRequest, Hint][] = [[json, dialect.body === 'json' ? worksWithForm : worksWithJson]]
  if (dialect.linking === 'cookie' && step.endpoint !== 'login')
    tries.push([linked, worksWithUserId(step)], [{ ...linked, body: 'json' }, worksWithBoth(step)])
  for (const [request, hint] of tries) {
    const again = await runState.call(step.session, request)
    if (again.result === '0000') return hint
  }
  return step.endpoint === 'login' ? undefined : cookieHint(person)
}

const noCodeInReply: Hint = {
  cause: 'undeclared-code-delivery',
  words: {
    zh: '若验证码仅由短信发送，请声明 codeDelivery: sms（--code-delivery sms）',
    en: 'if codes are sent by SMS only, declare codeDelivery: sms (--code-delivery sms)',
  },
}

const worksWithJson: Hint = {
  cause: 'undeclared-json',
  words: {
    zh: '同一请求改用 JSON 请求体后成功；请声明 body: json（--body json）',
    en: 'the same request works with a JSON body: declare body: json (--body json)',
  },
}

const worksWithForm: Hint = {
  cause: 'undeclared-form',
  words: {
    zh: '同一请求改用表单请求体后成功；请去掉 body: json 的声明（--body form）',
    en: 'the same request works with a form body: do not declare body: json (--body form)',
  },
}

function worksWithUserId({ endpoint }: Step): Hint {
  const step = endpoint === 'completeRegistration' ? { zh: '注册step2', en: 'step 2' } : { zh: endpoint, en: endpoint }
  return {
    cause: 'undeclared-user-id',
    words: {
      zh: `${step.zh} 带上 userId 参数后成功；请声明 linking: userId（--linking userId）`,
      en: `${step.en} works with userId: declare linking: userId (--linking userId)`,
    },
  }
}

function worksWithBoth(step: Step): Hint {
  return {
    cause: 'undeclared-user-id-and-json',
    words: {
      zh: `${step.endpoint} 带上 userId 参数并改用 JSON 请求体后成功；请声明 linking: userId 和 body: json（--linking userId --body json）`,
      en: `${step.endpoint} works with userId and a JSON body: declare linking: userId and body: json (--linking userId --body json)`,
    },
  }
}

/** What is wrong with the session cookie (erratum E06). */
function cookieHint({ session }: SessionOwner): Hint | undefined {
  const refused = session.jar.refused.at(-1)
  if (refused) {
    const why: Record<typeof refused.why, Words> = {
      secure: { zh: '带有 Secure 属性，而协议是 http', en: 'it is Secure, but the protocol is http' },
      domain: { zh: 'Domain 属性指向其他主机', en: 'its Domain is another host' },
      prefix: { zh: '名称前缀要求带 Secure 属性', en: 'the prefix of its name requires Secure' },
      expired: { zh: '设置时已过期', en: 'it had already expired when it was set' },
    }
    return {
      cause: `cookie-${refused.why}`,
      words: {
        zh: `客户端不会发回 Cookie ${refused.name}：${why[refused.why].zh}`,
        en: `clients do not send the cookie ${refused.name} back: ${why[refused.why].en}`,
      },
    }
  }
  if (session.jar.size === 0)
    return {
      cause: 'no-cookie',
      words: {
        zh: '没有会话 Cookie：sendCode 的响应不含 Set-Cookie，后续步骤无法识别用户',
        en: 'there is no session cookie: the reply to sendCode sets none, so the next steps cannot tell who the user is',
      },
    }
  return session.jar.idle
    ? {
        cause: 'cookie-path',
        words: {
          zh: `Cookie ${session.jar.idle} 的 Path 不包含此地址，因此没有发回`,
          en: `the Path of the cookie ${session.jar.idle} does not cover this address, so it is not sent back`,
        },
      }
    : undefined
}
