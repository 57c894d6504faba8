// Compiles src/ into dist/ and the web app into dist/app/. Run by `npm ci` (prepare), before `npm start`, and by hand.
// Where the compiler is absent (an install without development packages) a dist/ that exists is used as it is.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsc = `${root}node_modules/typescript/bin/tsc`
if (!existsSync(tsc)) {
  if (existsSync(`${root}dist/main.js`)) process.exit(0)
  console.error('The TypeScript compiler is not installed and dist/ is empty. Run: npm ci')
  process.exit(1)
}
removeOrphans()
const run = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
if (run.status !== 0) process.exit(run.status ?? 1)
buildApp()
await buildTemplate()

/** The compiler never deletes: what a source that is gone once became would be shipped for ever. */
function removeOrphans() {
  if (!existsSync(`${root}dist`)) return
  for (const file of readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })) {
    const made = /^(?!app[/\\])(.+?)\.(?:js|js\.map|d\.ts)$/.exec(file)
    if (made && !existsSync(`${root}src/${made[1]}.ts`)) rmSync(`${root}dist/${file}`, { force: true })
  }
}

/** The web app, unless nothing that it is made of has changed since it was built last. */
function buildApp() {
  const vite = `${root}node_modules/vite/bin/vite.js`
  const stamp = stampOfApp()
  const stampFile = `${root}dist/.app-stamp`
  if (!existsSync(vite)) return
  if (existsSync(`${root}dist/app/index.html`) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  rmSync(stampFile, { force: true })
  const built = spawnSync(process.execPath, [vite, 'build', 'app', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) process.exit(built.status ?? 1)
  packFiles(`${root}dist/app`)
  writeFileSync(stampFile, stamp)
}

/** A desk with nothing in it, so that the first start need not make one; without it the program makes one itself. */
async function buildTemplate() {
  try {
    const { makeTemplate } = await import(`${root}dist/desk/make-template.js`)
    await makeTemplate(`${root}dist/desk/template.bin`)
  } catch (error) {
    console.error('The desk that ships with the program could not be made; each first start makes its own.', error)
  }
}

/** Files of text in two packed forms beside the plain one, so that the server packs nothing while it answers. */
function packFiles(dir) {
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    const path = join(dir, name)
    if (!/\.(?:js|css|html|svg)$/.test(name) || statSync(path).size < 1_000) continue
    const bytes = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

/** A hash over the app's sources, what of src/ it draws in, and the versions of the packages. */
function stampOfApp() {
  const hash = createHash('sha256')
  const files = ['app', 'src/doors', 'src/lib', 'src/model', 'src/report'].flatMap((dir) => readdirSync(`${root}${dir}`, { recursive: true, encoding: 'utf8' }).sort().map((name) => `${dir}/${name}`))
  for (const file of [...files, 'package.json', 'package-lock.json']) {
    if (existsSync(root + file) && statSync(root + file).isFile()) hash.update(`${file}\0`).update(readFileSync(root + file))
  }
  return hash.digest('hex')
}
