import { createClient } from 'phone-auth-kit'
import { useRegistrationFlow } from 'phone-auth-kit/react'
import {
  createRegistrationFlow,
  type FlowStorage,
  type RegistrationFlow,
  type RegistrationFlowOptions,
  type RegistrationSnapshot,
} from 'phone-auth-kit/registration-flow'

const storage: FlowStorage = { getItem: async () => null, setItem() {}, removeItem() {} }
const options: RegistrationFlowOptions = { storage, saveSecrets: true, resendAfter: 30_000 }
const api = createClient({ baseUrl: 'http://127.0.0.1:6543', dialect: { codeDelivery: 'sms', linking: 'userId' } })
export const flow: RegistrationFlow = createRegistrationFlow(api, options)

export async function complete(password: string): Promise<string> {
  const completed = await flow.completeRegistration({ password })
  if (completed.ok) return completed.kind
  switch (completed.kind) {
    case 'refused':
      return completed.result satisfies '0006'
    case 'unknown':
      return completed.can.join()
    case 'not-run':
      return completed.reason
    default:
      return completed.kind
  }
}

// The binding names no type of React, which is not installed here.
export const shown = (): RegistrationSnapshot => useRegistrationFlow(flow)
