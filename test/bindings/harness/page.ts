import { expect, vi } from 'vitest'

/** What a person sees of a page, and does to it. */
export function page(container: Element) {
  const wait = <Found>(look: () => Found): Promise<Found> => vi.waitFor(look, { timeout: 20_000 })
  return {
    /** Waits until a text is there. */
    sees: (text: string) => wait(() => expect(container.textContent).toContain(text)),
    /** Types into the field with this placeholder. */
    types: (placeholder: string, value: string) =>
      wait(() => {
        const field = container.querySelector<HTMLInputElement>(`input[placeholder="${placeholder}"]`)
        if (!field) throw new Error(`there is no field ${placeholder}`)
        field.value = value
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }),
    /** Clicks the button whose text begins like this, once it can be clicked. */
    clicks: (text: string) => wait(() => enabledButton(container, text).click()),
    /** Clicks it twice, as impatient people do. */
    doubleClicks: (text: string) =>
      wait(() => {
        const button = enabledButton(container, text)
        button.click()
        button.click()
      }),
    /** Chooses a file. */
    chooses: (file: File) =>
      wait(() => {
        const field = container.querySelector<HTMLInputElement>('input[type="file"]')
        if (!field) throw new Error('there is no field for a file')
        Object.defineProperty(field, 'files', { value: [file], configurable: true })
        field.dispatchEvent(new Event('change', { bubbles: true }))
      }),
  }
}

function enabledButton(container: Element, text: string): HTMLButtonElement {
  const button = [...container.querySelectorAll('button')].find((one) => one.textContent?.trim().startsWith(text))
  if (!button) throw new Error(`there is no button ${text}`)
  if (button.disabled) throw new Error(`the button ${text} is disabled`)
  return button
}
