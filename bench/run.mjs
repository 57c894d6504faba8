// `npm run bench [-- name …]`: runs the benchmarks one after another, each in a process of its own, and keeps what they
// print in bench/results.md. Figures are ratios against named peers in one run on one machine.
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const all = ['extract', 'archive', 'domain', 'linkindex', 'judging', 'graph']
const asked = process.argv.slice(2)
const chosen = (asked.length === 0 ? all : asked).filter((name) => existsSync(`${root}bench/${name}/run.mjs`))
const sections = []
for (const name of chosen) {
  console.log(`\n## ${name}\n`)
  const { code, text } = await run(name)
  sections.push(`## ${name}\n\n\`\`\`\n${text.trim()}\n\`\`\`\n`)
  if (code !== 0) process.exitCode = 1
}
if (asked.length === 0) {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
  writeFileSync(`${root}bench/results.md`, `# Results of the last whole run\n\n${machine}. Trust the ratios, not the absolute times.\n\n${sections.join('\n')}`)
}

function run(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--expose-gc', `bench/${name}/run.mjs`], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (part) => {
      text += part
      process.stdout.write(part)
    })
    child.on('close', (code) => resolve({ code, text }))
  })
}
