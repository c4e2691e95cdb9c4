import { useRegistrationFlow as useInReact } from 'phone-auth-kit/react'
import type { RegistrationFlow, RegistrationSnapshot } from 'phone-auth-kit/registration-flow'
import { useRegistrationFlow as useInVue } from 'phone-auth-kit/vue'
import { expectTypeOf } from 'vitest'
import { isShallow, type ShallowUnwrapRef } from 'vue'

declare const flow: RegistrationFlow

// What they give is what the frameworks' own types make of it.
expectTypeOf(useInReact(flow)).toEqualTypeOf<RegistrationSnapshot>()
const state = useInVue(flow)
expectTypeOf(state.value).toEqualTypeOf<RegistrationSnapshot>()
expectTypeOf(isShallow(state)).toEqualTypeOf<boolean>()
// In a template, as `setup` returns it, the snapshot is there without `.value`.
expectTypeOf<ShallowUnwrapRef<{ state: typeof state }>['state']>().toEqualTypeOf<RegistrationSnapshot>()
// @ts-expect-error the flow alone changes it
state.value = flow.getSnapshot()
