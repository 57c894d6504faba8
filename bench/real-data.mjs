import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * Folder of real data for benchmarks and fuzzing, or null: `CITEWELL_TEST_DATA`, else `shared/data` beside the checkout.
 * It is no part of the project; what needs it says so and is left out where it is absent.
 */
const named = process.env.CITEWELL_TEST_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url))
export const realDataDir = existsSync(named) ? named : null
