import process from 'node:process'
import fc from 'fast-check'

// The same inputs in every run, so that a test fails for what was changed and not by luck. PROPERTY_SEED draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) })

export default fc
