import { type ContractConfig, defineConfig } from 'phone-auth-kit/contract-tests'
import { expectTypeOf, test } from 'vitest'

test('a configuration takes the options of a run, hooks included, and where its reports go', () => {
  const config = defineConfig({
    baseUrl: 'http://127.0.0.1:6543',
    dialect: { codeDelivery: 'sms' },
    codeSource: async (userId, { signal }) => {
      expectTypeOf(userId).toEqualTypeOf<string>()
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>()
      return '0123'
    },
    html: 'report.html',
    baseline: 'known.json',
  })
  expectTypeOf(config).toEqualTypeOf<ContractConfig>()
})

test('a configuration with a mistake does not compile', () => {
  // @ts-expect-error there is no such language
  defineConfig({ lang: 'fr' })
  // @ts-expect-error there is no such member
  defineConfig({ onyl: ['login/*'] })
  // @ts-expect-error there is no such linking
  defineConfig({ dialect: { linking: 'token' } })
})
