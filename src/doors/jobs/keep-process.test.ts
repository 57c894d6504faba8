import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepProcess, type KeptProcess } from './keep-process.js'

let dir: string
let kept: KeptProcess | undefined
let said: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'citewell-kept-'))
  said = ''
})
afterEach(async () => {
  await kept?.stop()
  kept = undefined
  rmSync(dir, { recursive: true, force: true })
})

/** Keeps a program that notes its beginnings and then does as given. */
function keep(body: string, more: Partial<Parameters<typeof keepProcess>[0]> = {}): void {
  const file = join(dir, 'program.mjs')
  writeFileSync(file, `import { appendFileSync } from 'node:fs'\nappendFileSync(process.argv[2], \`\${process.pid} \${Date.now()}\\n\`)\n${body}`)
  kept = keepProcess({ file, args: [join(dir, 'begun.txt')], onText: (text) => (said += text), pauseMs: { min: 50, max: 200 }, ...more })
}

function begun(): Array<{ pid: number; at: number }> {
  try {
    return readFileSync(join(dir, 'begun.txt'), 'utf8').trim().split('\n').map((line) => ({ pid: Number(line.split(' ')[0]), at: Number(line.split(' ')[1]) }))
  } catch {
    return []
  }
}

async function until(is: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !is(); await sleep(10)) if (Date.now() > end) throw new Error(`It never came to it. Said: ${said}`)
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

it('starts it again when it ends, after longer and longer pauses, and says so', async () => {
  keep('console.error("no desk"); process.exit(3)')
  await until(() => begun().length >= 4)
  const times = begun().map(({ at }) => at)
  expect(times[3]! - times[2]!).toBeGreaterThanOrEqual(190)
  expect(said).toContain('no desk')
  expect([...said.matchAll(/ended \(exit code 3\)\. It is started again in ([\d.]+) s/gu)].slice(0, 3).map(([, pause]) => pause)).toEqual(['0.05', '0.1', '0.2'])
})

it('starts it again when it is killed', async () => {
  keep('setInterval(() => {}, 1000)')
  await until(() => begun().length === 1)
  process.kill(begun()[0]!.pid, 'SIGKILL')
  await until(() => begun().length === 2)
  expect(said).toContain('ended (SIGKILL)')
})

it('asks it to end, and starts it no more', async () => {
  keep('process.on("message", (word) => { if (word === "stop") { console.error("leaving"); process.disconnect() } })')
  await until(() => begun().length === 1)
  await sleep(200)
  await kept!.stop()
  expect(lives(begun()[0]!.pid)).toBe(false)
  await sleep(150)
  expect(begun()).toHaveLength(1)
  expect(said).toBe('leaving\n')
})

it('ends what does not listen', async () => {
  keep('process.on("message", () => {}); setInterval(() => {}, 1000)', { endMs: 200 })
  await until(() => begun().length === 1)
  await kept!.stop()
  expect(lives(begun()[0]!.pid)).toBe(false)
})

it('does not start again what ended while it was asked to stop', async () => {
  keep('process.exit(1)', { pauseMs: { min: 300, max: 300 } })
  await until(() => said.includes('started again'))
  await kept!.stop()
  await sleep(500)
  expect(begun()).toHaveLength(1)
})
