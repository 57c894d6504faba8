import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'

/**
 * The secret that cookies are signed and second factors are encrypted with: made on first use, readable by the owner of
 * the home alone. `CITEWELL_SECRET` stands in its place where several servers share one database.
 */
export function secretOf(home: string, given = process.env.CITEWELL_SECRET): string {
  if (given !== undefined && given !== '') {
    if (given.length < 32) throw new CitewellError('invalid', 'CITEWELL_SECRET is shorter than 32 characters. Give a long random text, the same on every server.')
    return given
  }
  const path = join(home, 'access-secret')
  const known = read(path)
  if (known !== undefined) return known
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const part = `${path}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(part, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true })
    // A link is made whole or not at all, and never over one that is there: of two that start at once one wins.
    linkSync(part, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new CitewellError('unavailable', `${path} can't be written (${(error as NodeJS.ErrnoException).code}). Check who may write there.`, { cause: error })
  } finally {
    rmSync(part, { force: true })
  }
  return read(path)!
}

function read(path: string): string | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CitewellError('unavailable', `${path} can't be read (${(error as NodeJS.ErrnoException).code}). Check who may read it.`, { cause: error })
  }
  if (!/^[0-9a-f]{64}$/u.test(text)) throw new CitewellError('conflict', `${path} is damaged. Restore it from a backup; without it nobody's second factor can be read.`)
  chmodSync(path, 0o600)
  return text
}
