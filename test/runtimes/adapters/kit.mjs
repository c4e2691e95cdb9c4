import { setupWorker } from 'msw/browser'
import * as client from 'phone-auth-kit'
import * as contractTests from 'phone-auth-kit/contract-tests'
import * as msw from 'phone-auth-kit/msw'
import * as reference from 'phone-auth-kit/reference'
import { png } from '../suite/png.mjs'

/** Everything a browser can load of the package, for checks that say in the page what is to be done. */
globalThis.kit = { ...client, ...contractTests, ...msw, ...reference, setupWorker, png }
