import { useRegistrationFlow } from 'phone-auth-kit/react'
import { createRegistrationFlow, type RegistrationFlow } from 'phone-auth-kit/registration-flow'
import { StrictMode, useState, version } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { page } from '../harness/page.ts'
import { person } from '../harness/person.ts'
import { SignUp } from '../pages/SignUp.tsx'
import { signUpPage } from './sign-up-page.ts'

test('this is the React that is meant', () => {
  expect(version).toMatch(inject('versions') === 'oldest' ? /^18\./ : /^19\./)
})

describe.each([false, true])('with StrictMode %s, the sign-up page in React', (isStrict) => {
  signUpPage((container, flow, onLogin) => {
    const root = createRoot(container)
    const shown = <SignUp flow={flow} onLogin={onLogin} />
    root.render(isStrict ? <StrictMode>{shown}</StrictMode> : shown)
    return () => root.unmount()
  })
})

function Step({ flow }: { flow: RegistrationFlow }) {
  const { step } = useRegistrationFlow(flow)
  return <p>{`at ${step}`}</p>
}

function container(): HTMLElement {
  const element = document.body.appendChild(document.createElement('div'))
  onTestFinished(() => element.remove())
  return element
}

test('components that share a flow show the same', async () => {
  const { userId, api } = person()
  const flow = createRegistrationFlow(api)
  const element = container()
  const root = createRoot(element)
  onTestFinished(() => root.unmount())
  root.render([<Step key="one" flow={flow} />, <Step key="other" flow={flow} />])
  await page(element).sees('at startat start')
  await flow.sendCode({ userId })
  await page(element).sees('at code-sentat code-sent')
})

test('a component that makes its own flow keeps it, in StrictMode too', async () => {
  const { userId, api, requests } = person()
  const flows = new Set<RegistrationFlow>()
  function Page() {
    const [flow] = useState(() => createRegistrationFlow(api))
    flows.add(flow)
    const { step } = useRegistrationFlow(flow)
    return (
      <button type="button" onClick={() => flow.sendCode({ userId })}>
        {`at ${step}`}
      </button>
    )
  }
  const element = container()
  const root = createRoot(element)
  onTestFinished(() => root.unmount())
  root.render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
  await page(element).clicks('at start')
  await page(element).sees('at code-sent')
  expect(requests).toEqual(['sendCode'])
})

test('what a server rendered is taken over, and then shows what was saved', async () => {
  const { userId, api } = person()
  const create = () => createRegistrationFlow(api, { storage: sessionStorage })
  sessionStorage.clear()
  await create().sendCode({ userId })

  const html = renderToString(<Step flow={createRegistrationFlow(api)} />)
  expect(html).toBe('<p>at start</p>')
  const element = container()
  element.innerHTML = html
  const errors = vi.spyOn(console, 'error')
  const onRecoverableError = vi.fn()
  const root = hydrateRoot(element, <Step flow={create()} />, { onRecoverableError })
  onTestFinished(() => root.unmount())
  await page(element).sees('at code-sent')
  expect(onRecoverableError).not.toHaveBeenCalled()
  expect(errors).not.toHaveBeenCalled()
})

test('nothing is rendered again that did not change', async () => {
  const { userId, api } = person()
  const flow = createRegistrationFlow(api)
  let renders = 0
  function Counted() {
    renders++
    return <p>{useRegistrationFlow(flow).step}</p>
  }
  const element = container()
  const root = createRoot(element)
  onTestFinished(() => root.unmount())
  root.render(<Counted />)
  await page(element).sees('start')
  const before = renders
  await flow.login({ password: 'not the step for it' })
  expect(renders).toBe(before)
  await flow.sendCode({ userId })
  await page(element).sees('code-sent')
  expect(renders).toBeGreaterThan(before)
})
