// Compiles src/ into dist/. Run by `npm ci` (prepare), before `npm start`, and by hand.
// Where the compiler is absent (an install without development packages) a dist/ that exists is used as it is.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = `${root}node_modules/typescript/bin/tsc`
if (existsSync(tsc)) {
  removeOrphans()
  const run = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
  process.exit(run.status ?? 1)
}
if (!existsSync(`${root}dist/main.js`)) {
  console.error('The TypeScript compiler is not installed and dist/ is empty. Run: npm ci')
  process.exit(1)
}

/** The compiler never deletes: what a source that is gone once became would be shipped for ever. */
function removeOrphans() {
  if (!existsSync(`${root}dist`)) return
  for (const file of readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })) {
    const made = /^(.+?)\.(?:js|js\.map|d\.ts)$/.exec(file)
    if (made && !existsSync(`${root}src/${made[1]}.ts`)) rmSync(`${root}dist/${file}`, { force: true })
  }
}
