// Compiles the kernels (kernels/graph/*.ts, kernels/linkindex/*.ts and kernels/rank/*.ts, AssemblyScript) and prints each as
// a TypeScript module that holds the WebAssembly as base64: src/<folder>/printed/<name>.ts. Files in other folders of kernels/
// are parts that kernels import.
//
//     node scripts/kernels.mjs            prints all
//     node scripts/kernels.mjs ball pull  prints these
//     node scripts/kernels.mjs --check    compares what is printed with what would be, and exits 1 where it differs
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { main as compileScript } from 'assemblyscript/asc'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['graph', 'linkindex', 'rank']
/** Raw memory handed in from outside: no heap, no garbage collection, up to 4 GiB. */
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '1', '--maximumMemory', '65536', '--enable', 'simd']
/** Shared by threads where several work together; memory of one thread alone is filled three times as fast. */
const sharedFlags = ['--sharedMemory', '--enable', 'threads']
const unshared = ['linkindex']

const check = process.argv.includes('--check')
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
let stale = 0

for (const folder of folders) {
  const names = kernelNames(folder)
  for (const name of names.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    const text = printed(folder, name, await compile(`kernels/${folder}/${name}.ts`, unshared.includes(folder) ? flags : [...flags, ...sharedFlags]))
    const path = `src/${folder}/printed/${name}.ts`
    if (existsSync(root + path) && readFileSync(root + path, 'utf8') === text) continue
    if (check) report(`${path} is not what kernels/${folder}/${name}.ts compiles to. Run: npm run kernels`)
    else {
      mkdirSync(`${root}src/${folder}/printed`, { recursive: true })
      writeFileSync(root + path, text)
      console.error(`${path}: ${text.length} characters`)
    }
  }
  for (const orphan of printedNames(folder).filter((name) => !names.includes(name))) {
    const path = `src/${folder}/printed/${orphan}.ts`
    if (check) report(`${path} has no kernel any more. Run: npm run kernels`)
    else rmSync(root + path)
  }
}
if (stale > 0) process.exit(1)

function kernelNames(folder) {
  if (!existsSync(`${root}kernels/${folder}`)) return []
  return readdirSync(`${root}kernels/${folder}`).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)).sort()
}

function printedNames(folder) {
  if (!existsSync(`${root}src/${folder}/printed`)) return []
  return readdirSync(`${root}src/${folder}/printed`).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)).sort()
}

async function compile(path, flags) {
  let binary = null
  let words = ''
  const { error } = await compileScript([path, '--outFile', 'kernel.wasm', '--baseDir', '.', ...flags], {
    readFile: (name, base) => {
      const file = `${root}${base === '.' ? '' : `${base}/`}${name}`
      return existsSync(file) ? readFileSync(file, 'utf8') : null
    },
    writeFile: (name, content) => {
      if (name.endsWith('.wasm')) binary = content
    },
    listFiles: () => [],
    stderr: { write: (text) => (words += text) },
    stdout: { write: () => {} },
  })
  if (error || !binary) {
    console.error(`${path} does not compile.\n${words || error}`)
    process.exit(1)
  }
  return Buffer.from(binary)
}

function printed(folder, name, binary) {
  return `/** WebAssembly of kernels/${folder}/${name}.ts, printed by scripts/kernels.mjs; do not edit. Print it anew: npm run kernels */\nexport const wasm =\n  '${binary.toString('base64')}'\n`
}

function report(text) {
  console.error(text)
  stale += 1
}
