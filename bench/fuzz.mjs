// `npm run fuzz [-- --runs 100000 --seed 1 --only html,csv]`: mutated inputs for every reader. No crash, no hang, no
// memory over the stated bound; a failing input is written to the temp folder with its seed.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { realDataDir } from './real-data.mjs'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: 'archive,html,csv,xlsx,disavow' } } })
const root = fileURLToPath(new URL('..', import.meta.url))
for (const name of values.only.split(',')) {
  const module = await import(`${root}bench/fuzz/${name}.mjs`)
  const fuzz = module[`fuzz${name[0].toUpperCase()}${name.slice(1)}`]
  const startedAt = performance.now()
  const answer = await fuzz({ runs: Number(values.runs), seed: Number(values.seed), dataDir: realDataDir, onProgress: (done) => process.stderr.write(`\r${name}: ${done} of ${values.runs}`) })
  const seconds = (performance.now() - startedAt) / 1000
  process.stderr.write('\r')
  console.log(`${name}: ${values.runs} inputs, no crash, no hang, ${seconds.toFixed(0)} s, ${(Number(values.runs) / seconds).toFixed(0)} inputs/s, peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB${answer ? `; ${JSON.stringify(answer)}` : ''}`)
}
