import { randomBytes, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CitewellError } from '../model/error.js'
import type { Desk } from '../model/outside.js'
import { deskExists } from './database-desk.js'
import type { HeldDesk } from './desk-requests.js'
import { connectDesk, OwnerGone, ownerAnswers, serveDesk, socketPath } from './desk-socket.js'
import { claimAfter, currentClaim, isHeld, release, type OwnerClaim } from './owner-file.js'
import { openThreadedDesk } from './threaded-desk.js'

/** How long a request waits for an owner that is there but does not answer yet (it may be making the database). */
const waitMsMax = 60_000
const lookAgainMs = 40

/**
 * The desk in `<home>/desk`: what people decide.
 *
 * One process owns the folder at a time; every other reaches the desk through that one, over a local socket. Nothing is
 * opened before it is needed, and a desk in which nothing was ever saved is not made for the sake of reading it. When
 * the owner ends, whoever asks next becomes the owner and asks again; requests carry their ids, so that is safe.
 */
export async function openDesk({ home }: { home: string }): Promise<Desk> {
  const dir = join(home, 'desk')
  let held: Promise<HeldDesk> | undefined
  let closed = false

  async function ask<Answer>(request: (desk: HeldDesk) => Promise<Answer>): Promise<Answer> {
    if (closed) throw new CitewellError('unavailable', 'The desk is closed.')
    const deadline = Date.now() + waitMsMax
    for (;;) {
      const attempt = (held ??= reach(dir, deadline))
      try {
        return await request(await attempt)
      } catch (error) {
        if (held === attempt && (error instanceof OwnerGone || !(await settled(attempt)))) held = undefined
        if (!(error instanceof OwnerGone)) throw error
        if (Date.now() > deadline) throw new CitewellError('unavailable', `The desk in ${dir} is in use by another Citewell that does not answer. Stop that one, or wait and run this again.`, { cause: error })
      }
    }
  }

  /** Answers for a desk that is not there yet, without making one. Nothing can have been saved: making it ends with the file asked for here. */
  const unlessNew = async <Answer>(empty: Answer, request: (desk: HeldDesk) => Promise<Answer>): Promise<Answer> =>
    held || deskExists(dir) ? ask(request) : empty

  return {
    corrections: (site) => unlessNew([], (desk) => desk.corrections(site)),
    addCorrection(correction) {
      const whole = { ...correction, id: randomUUID(), withdrawnAt: null, withdrawnReason: null }
      return ask((desk) => desk.addCorrection(whole))
    },
    withdrawCorrection: (id, reason, at) => ask((desk) => desk.withdrawCorrection(id, reason, at)),
    decisions: (site) => unlessNew([], (desk) => desk.decisions(site)),
    addDecision(decision) {
      const whole = { ...decision, id: randomUUID() }
      return ask((desk) => desk.addDecision(whole))
    },
    profile: (site) => unlessNew(undefined, (desk) => desk.profile(site)),
    saveProfile: (site, profile, at) => ask((desk) => desk.saveProfile(site, profile, at)),
    revision: (site) => unlessNew(0, (desk) => desk.revision(site)),
    async close() {
      closed = true
      const open = await held?.catch(() => undefined)
      held = undefined
      await open?.close()
    },
  }
}

/** Attaches to the owner, or becomes it. */
async function reach(dir: string, deadline: number): Promise<HeldDesk> {
  for (;;) {
    const claim = currentClaim(dir)
    if (claim && (await isHeld(dir, claim, ownerAnswers))) {
      try {
        return await connectDesk(claim)
      } catch (error) {
        // Alive, but not listening yet or no more: look again.
        if (Date.now() > deadline) throw error
        await sleep(lookAgainMs)
        continue
      }
    }
    const token = randomBytes(16).toString('hex')
    const mine = claimAfter(dir, claim, socketPath(dir, token), token)
    if (!mine) continue
    // The socket of an owner that was killed is left behind; nobody listens there any more.
    if (claim && process.platform !== 'win32') rmSync(claim.socket, { force: true })
    return own(dir, mine)
  }
}

async function own(dir: string, claim: OwnerClaim): Promise<HeldDesk> {
  const opening = openThreadedDesk(dir)
  opening.catch(() => undefined)
  let service: Awaited<ReturnType<typeof serveDesk>> | undefined
  const leave = async (desk?: HeldDesk) => {
    // The order keeps the rule of one owner: nobody can ask us any more, the folder is closed, then others may claim it.
    await service?.close()
    await desk?.close()
    release(dir, claim)
  }
  try {
    service = await serveDesk(claim.socket, claim.token, () => opening)
    const desk = await opening
    return { ...desk, close: () => leave(desk) }
  } catch (error) {
    await leave(await opening.catch(() => undefined))
    throw error
  }
}

function settled(attempt: Promise<unknown>): Promise<boolean> {
  return attempt.then(() => true, () => false)
}
