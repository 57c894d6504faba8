import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'
import { markOfThisProcess, onThisMachine, stateOf, type ProcessMark } from '../lib/process-mark.js'

/**
 * Who owns a desk. Claims are files `owner-1.json`, `owner-2.json`, …: the highest one says who it is.
 *
 * A claim is made by giving a whole file its name with `link`, which fails if the name is taken, so of two that claim
 * number n one succeeds. The highest claim is never deleted, only marked as released or followed by a higher one, and a
 * dead process stays dead; so nobody who acts on an old look at the folder can take a desk from a live owner. (With a
 * single file, deleting that of a dead owner can hit the one just made by its successor.)
 */
export interface OwnerClaim {
  number: number
  process: ProcessMark
  /** Where the owner answers requests of other processes. */
  socket: string
  /** Given with every connection: proof that the asker could read this file. */
  token: string
  released: boolean
}

const namePattern = /^owner-(\d{1,9})\.json$/

export function currentClaim(dir: string): OwnerClaim | undefined {
  const number = highestNumber(dir)
  if (number === 0) return undefined
  try {
    return { ...(JSON.parse(readFileSync(claimPath(dir, number), 'utf8')) as OwnerClaim), number }
  } catch (error) {
    // Deleted in between by an owner with a higher number: look again.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return currentClaim(dir)
    throw new CitewellError('conflict', `${claimPath(dir, number)} can't be read, so it is not known who uses the desk. If no Citewell is running, delete that file.`, { cause: error })
  }
}

/** Claims the desk after `earlier` has ended; undefined if somebody else was quicker. */
export function claimAfter(dir: string, earlier: OwnerClaim | undefined, socket: string, token: string): OwnerClaim | undefined {
  const number = (earlier?.number ?? 0) + 1
  const claim: OwnerClaim = { number, process: markOfThisProcess(), socket, token, released: false }
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new CitewellError('unavailable', `${dir} can't be used as a folder (${(cause as NodeJS.ErrnoException).code}). Give another home with --home.`, { cause })
  }
  const path = claimPath(dir, number)
  const draft = `${path}.${process.pid}.${token}`
  writeFileSync(draft, JSON.stringify(claim), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || !writeNew(path, claim)) return undefined
  } finally {
    rmSync(draft, { force: true })
  }
  if (highestNumber(dir) > number) {
    // Our look was so old that later owners have come and tidied away this number.
    rmSync(path, { force: true })
    return undefined
  }
  for (const old of numbers(dir)) if (old < number) rmSync(claimPath(dir, old), { force: true })
  return claim
}

/** Says that the owner has closed the desk; its file stays, as the highest number. */
export function release(dir: string, claim: OwnerClaim): void {
  const path = claimPath(dir, claim.number)
  const draft = `${path}.${claim.token}`
  writeFileSync(draft, JSON.stringify({ ...claim, released: true }), { mode: 0o600 })
  renameSync(draft, path)
}

/**
 * Whether the claim still holds. An owner whose process we cannot see (another container, another machine) is asked
 * over its socket; only where that can prove nothing does a person have to say.
 */
export async function isHeld(dir: string, claim: OwnerClaim, answers: (claim: OwnerClaim) => Promise<boolean>): Promise<boolean> {
  if (claim.released) return false
  const state = stateOf(claim.process)
  if (state !== 'unknown') return state === 'alive'
  if (await answers(claim)) return true
  if (onThisMachine(claim.process)) return false
  throw new CitewellError('conflict', `The desk in ${dir} is held by process ${claim.process.pid} on ${claim.process.place}, which can't be seen from here. Use it there; if that machine is gone, delete owner-${claim.number}.json.`)
}

/** For the few file systems without hard links: as exclusive, only not whole from the first moment. */
function writeNew(path: string, claim: OwnerClaim): boolean {
  try {
    writeFileSync(path, JSON.stringify(claim), { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const claimPath = (dir: string, number: number) => join(dir, `owner-${number}.json`)

function numbers(dir: string): number[] {
  try {
    return readdirSync(dir).flatMap((name) => Number(namePattern.exec(name)?.[1] ?? []))
  } catch {
    return []
  }
}

function highestNumber(dir: string): number {
  return Math.max(0, ...numbers(dir))
}
