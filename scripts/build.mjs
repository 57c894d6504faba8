// Compiles src/ into dist/. Run by `npm ci` (prepare), before `npm start`, and by hand.
// Where the compiler is absent (an install without development packages) a dist/ that exists is used as it is.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = `${root}node_modules/typescript/bin/tsc`
if (existsSync(tsc)) {
  const run = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  process.exit(run.status ?? 1)
}
if (!existsSync(`${root}dist/main.js`)) {
  console.error('The TypeScript compiler is not installed and dist/ is empty. Run: npm ci')
  process.exit(1)
}
