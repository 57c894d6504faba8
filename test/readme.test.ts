import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

/**
 * The tour of the README is run as it stands: each command of a `sh` block, in order, and what it prints is compared
 * with the `text` block that follows. `npx citewell` is the built program here; `report/` and `memo/` go to a temporary folder.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const home = mkdtempSync(join(tmpdir(), 'citewell-readme-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const tour = readFileSync(join(root, 'README.md'), 'utf8').split('## A tour in five minutes')[1]!.split('\n## ')[0]!
const blocks = [...tour.matchAll(/```(sh|text)\n([\s\S]*?)```/gu)].map((match) => ({ kind: match[1]!, text: match[2]! }))
const commands = blocks.flatMap((block, at) => {
  if (block.kind === 'text') return []
  const list = block.text.replaceAll('\\\n', ' ').split('\n').map((line) => line.replace(/\s+#.*$/u, '').trim()).filter((line) => line.startsWith('npx citewell'))
  const shown = blocks[at + 1]?.kind === 'text' ? blocks[at + 1]!.text.trim() : null
  return list.map((command, index) => ({ command, shown: index === list.length - 1 ? shown : null }))
})

it('has a tour', () => expect(commands.length).toBeGreaterThan(7))

it.each(commands)('$command', ({ command, shown }) => {
  const line = command.replace('npx citewell', `${JSON.stringify(process.execPath)} bin/citewell.mjs`).replaceAll(/(--out|>) (\S+)/gu, (_, flag: string, path: string) => `${flag} ${join(home, path)}`)
  const run = spawnSync('sh', ['-c', line], { cwd: root, encoding: 'utf8', env: { ...process.env, CITEWELL_HOME: join(home, 'home'), CITEWELL_NOW: '2026-11-22', COLUMNS: '120', NO_COLOR: '1' } })
  expect(run.stderr).not.toMatch(/internal|Error:/u)
  if (shown !== null) expect((run.stdout.trim() === '' ? run.stderr : run.stdout).trim()).toBe(shown)
  else expect(run.status, run.stderr).toBe(0)
})
