import { operations } from '../../contract/endpoints.ts'
import { addressOf } from '../http/request.ts'
import type { Step } from '../http/step.ts'
import type { Hint } from '../state/case-errors.ts'
import type { RunState } from '../state/run-state.ts'

/** Why a path was not found: the base address is that of an operation, or the endpoint is not there. */
export function missingPath({ settings: { baseUrl } }: RunState, step: Step): Hint | undefined {
  const { answer, endpoint, request } = step
  if (answer.kind === 'failure' || (answer.status !== 404 && answer.status !== 405)) return undefined
  const base = baseUrl.pathname.replace(/\/+$/, '')
  const copied = Object.values(operations).find(({ path }) => base.endsWith(path))
  if (copied) {
    const right = baseUrl.origin + base.slice(0, -copied.path.length)
    return {
      cause: 'base-address',
      words: {
        zh: `地址以文档中的路径 ${copied.path} 结尾，应使用其上级地址：${right}`,
        en: `the address ends in ${copied.path}, a path of the document: use ${right}`,
      },
    }
  }
  const route = `${request.operation.method} ${addressOf(request.operation, baseUrl).pathname}`
  return {
    cause: `${endpoint}/no-such-path`,
    words: {
      zh: `${route} 返回 ${answer.status}：该接口尚未实现，或地址有误`,
      en: `${route} answered ${answer.status}: it is not written yet, or the address is wrong`,
    },
  }
}
