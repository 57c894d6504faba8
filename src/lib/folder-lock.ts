import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markOfThisProcess, stateOf, type ProcessMark } from './process-mark.js'

const lockPattern = /^lock-[0-9a-f]{16}\.json$/u

/** Held, or by whom else: `holder` is null where the file of the other can't be read; `sure` is false where its process can't be seen from here. */
export type FolderLock = { held: true; release(): void } | { held: false; holder: ProcessMark | null; sure: boolean; path: string }

/** Whether a file of a folder is the sign of who holds it. */
export function isLockName(name: string): boolean {
  return name.startsWith('lock-')
}

/**
 * Holds a folder for this process, until released or until the process ends. Everybody who wants it puts down a file of a
 * name of its own first and then looks at those of the others: of two that come at once, at least one sees the other and
 * gives way. Names are never used twice, so deleting the file of a dead process can't hit that of a live one.
 */
export function lockFolder(dir: string): FolderLock {
  const name = `lock-${randomBytes(8).toString('hex')}.json`
  const path = join(dir, name)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  writeFileSync(`${path}.new`, JSON.stringify(markOfThisProcess()), { mode: 0o600, flag: 'wx' })
  putDown(`${path}.new`, path)
  const release = () => rmSync(path, { force: true })
  for (const other of readdirSync(dir)) {
    if (other === name || !lockPattern.test(other)) continue
    const otherPath = join(dir, other)
    const holder = readMark(otherPath)
    if (holder === 'gone') continue
    const state = holder === null ? 'unknown' : stateOf(holder)
    if (state === 'dead') {
      rmSync(otherPath, { force: true })
      continue
    }
    release()
    return { held: false, holder, sure: state === 'alive', path: otherPath }
  }
  return { held: true, release }
}

/** Gives a whole file its name; the few file systems without hard links get it in place, not quite at once. */
function putDown(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch {
    writeFileSync(path, readFileSync(draft), { mode: 0o600, flag: 'wx' })
  }
  rmSync(draft, { force: true })
}

function readMark(path: string): ProcessMark | 'gone' | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessMark
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : null
  }
}
