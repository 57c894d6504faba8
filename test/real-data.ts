import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'

/**
 * Real data for tests (archives, conformance suites, seed lists). It is not part of the project: tests that need it
 * run where it is present and are reported as skipped elsewhere. `CITEWELL_TEST_DATA` names the folder; without it
 * `shared/data` beside the checkout is tried.
 */
export const realDataDir: string =
  process.env.CITEWELL_TEST_DATA ?? resolve(fileURLToPath(new URL('..', import.meta.url)), '../shared/data')

/** `describe` that is skipped when `path` (relative to the data folder) is absent. */
export function describeWithRealData(path: string, name: string, body: (absolutePath: string) => void): void {
  const absolute = resolve(realDataDir, path)
  const title = `${name} [real data: ${path}]`
  // The body reads the data while tests are collected, so it must not run where there is none.
  if (existsSync(absolute)) describe(title, () => body(absolute))
  else describe(title, () => it.skip('needs data that is not part of the project'))
}
