import { createRegistrationFlow } from 'phone-auth-kit/registration-flow'
import { useRegistrationFlow } from 'phone-auth-kit/vue'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { computed, createApp, effectScope, h, nextTick, version, watch } from 'vue'
import { page } from '../harness/page.ts'
import { person } from '../harness/person.ts'
import SignUp from '../pages/SignUp.vue'
import { signUpPage } from './sign-up-page.ts'

test('this is the Vue that is meant', () => {
  expect(version).toMatch(inject('versions') === 'oldest' ? /^3\.4\./ : /^3\.5\./)
})

describe('the sign-up page in Vue', () => {
  signUpPage((container, flow, onLogin) => {
    const app = createApp({ render: () => h(SignUp, { flow, onLogin }) })
    app.mount(container)
    return () => app.unmount()
  })
})

test('computed values and watchers follow the flow until their scope ends', async () => {
  const { userId, api } = person()
  const flow = createRegistrationFlow(api, { resendAfter: 0 })
  const scope = effectScope()
  const seen: string[] = []
  const step = scope.run(() => {
    const state = useRegistrationFlow(flow)
    const current = computed(() => state.value.step)
    watch(current, (next) => seen.push(next))
    return current
  })
  expect(step?.value).toBe('start')
  await flow.sendCode({ userId })
  expect(step?.value).toBe('code-sent')
  await nextTick()
  expect(seen).toEqual(['code-sent'])

  scope.stop()
  flow.back()
  await nextTick()
  expect(flow.getSnapshot().step).toBe('start')
  expect(seen).toEqual(['code-sent'])
})

test('components that share a flow show the same', async () => {
  const { userId, api } = person()
  const flow = createRegistrationFlow(api)
  const Step = {
    setup() {
      const state = useRegistrationFlow(flow)
      return () => h('p', `at ${state.value.step}`)
    },
  }
  const element = document.body.appendChild(document.createElement('div'))
  const app = createApp({ render: () => [h(Step), h(Step)] })
  const warn = vi.spyOn(console, 'warn')
  app.mount(element)
  onTestFinished(() => {
    app.unmount()
    element.remove()
  })
  await page(element).sees('at startat start')
  await flow.sendCode({ userId })
  await page(element).sees('at code-sentat code-sent')
  expect(warn).not.toHaveBeenCalled()
})
