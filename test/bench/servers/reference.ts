import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen } from 'phone-auth-kit/server'

// The reference backend on a port, as a test or a script starts it. A hash cost can be given.
const cost = process.argv[2]
const { url } = await listen(createReferenceBackend(cost === undefined ? {} : { hashCost: Number(cost) }))
console.log(url)
