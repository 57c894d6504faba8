import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { CitewellError } from '../model/error.js'
import { serveDatabase } from './database-service.js'
import { connectDatabase, ownerAnswers, socketPath } from './database-socket.js'
import { claimAfter, currentClaim, isHeld, release, type OwnerClaim } from './owner-file.js'
import { keepingReads } from './kept-reads.js'
import type { Answerer } from './requests.js'
import { openThreadedEngine } from './threaded-engine.js'

const lookAgainMs = 40

/** Attaches to the owner of the folder, or becomes it; who may not become it waits for one. */
export async function reachOwner(dir: string, deadline: number, { mayOwn, isGivenUp }: { mayOwn: boolean; isGivenUp(): boolean }): Promise<Answerer> {
  for (;;) {
    const claim = currentClaim(dir)
    if (claim && (await isHeld(dir, claim, ownerAnswers))) {
      try {
        return await connectDatabase(claim)
      } catch (error) {
        // Alive, but not listening yet or no more: look again.
        if (Date.now() > deadline) throw error
        await sleep(lookAgainMs)
        continue
      }
    }
    if (!mayOwn) {
      if (isGivenUp() || Date.now() > deadline) throw new CitewellError('unavailable', `Nobody has the desk in ${dir} open. Start the server, then ask again.`)
      await sleep(lookAgainMs)
      continue
    }
    const token = randomBytes(16).toString('hex')
    const mine = claimAfter(dir, claim, socketPath(dir, token), token)
    if (!mine) continue
    // The socket of an owner that was killed is left behind; nobody listens there any more.
    if (claim && process.platform !== 'win32') rmSync(claim.socket, { force: true })
    return own(dir, mine)
  }
}

async function own(dir: string, claim: OwnerClaim): Promise<Answerer> {
  const opening = openThreadedEngine(dir).then(keepingReads)
  opening.catch(() => undefined)
  let service: Awaited<ReturnType<typeof serveDatabase>> | undefined
  const leave = async (engine?: Answerer) => {
    // The order keeps the rule of one owner: nobody can ask us any more, the folder is closed, then others may claim it.
    await service?.close()
    await engine?.close()
    release(dir, claim)
  }
  try {
    service = await serveDatabase(claim.socket, claim.token, () => opening)
    const engine = await opening
    return { ask: (request) => engine.ask(request), close: () => leave(engine) }
  } catch (error) {
    await leave(await opening.catch(() => undefined))
    throw error
  }
}
