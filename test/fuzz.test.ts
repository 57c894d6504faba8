import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { realDataDir } from './real-data.js'

/** A short run of `npm run fuzz` with another seed than the command's: hostile input crashes, hangs and bloats nothing. */
it.each([
  ['archive', 400],
  ['html', 60],
  ['csv', 400],
  ['xlsx', 200],
  ['disavow', 400],
])('%s survives %d mutated inputs', async (name, runs) => {
  const module = (await import(`../bench/fuzz/${name}.mjs`)) as Record<string, (options: object) => Promise<{ runs?: number; failures?: unknown[] } | undefined>>
  const fuzz = module[`fuzz${name[0]!.toUpperCase()}${name.slice(1)}`]!
  const answer = await fuzz({ runs, seed: 20_261_122, dataDir: existsSync(realDataDir) ? realDataDir : null, onProgress() {} })
  expect(answer?.failures ?? []).toEqual([])
}, 120_000)
