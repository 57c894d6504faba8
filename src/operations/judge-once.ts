import type { Context, Progress } from '../model/operation.js'
import type { LinkIndex } from '../model/outside.js'

type Watcher = Pick<Context, 'signal' | 'progress'>

/** Work under way, and those who wait for it. */
interface SharedWork {
  done: Promise<void>
  waiting: Set<Watcher>
  stop: AbortController
  /** How far it is, once it has said so. */
  last?: Progress
}

const underWay = new WeakMap<LinkIndex, Map<string, SharedWork>>()

/**
 * Does work that several may ask for at the same time once: when fifty people open a site that is not judged yet, it is
 * judged once, and all see how far it is. It is stopped only when nobody waits for it any more, and who stopped it last
 * gets the word when everything half-made is gone.
 */
export async function onceAtATime(index: LinkIndex, name: string, watcher: Watcher, work: (watcher: Watcher) => Promise<void>): Promise<void> {
  const { signal } = watcher
  signal.throwIfAborted()
  const works = underWay.get(index) ?? new Map<string, SharedWork>()
  underWay.set(index, works)
  const shared = works.get(name) ?? begin(works, name, work)
  shared.waiting.add(watcher)
  let giveUp = () => {}
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve
    signal.addEventListener('abort', giveUp, { once: true })
  })
  try {
    await Promise.race([shared.done, givenUp])
  } finally {
    signal.removeEventListener('abort', giveUp)
    shared.waiting.delete(watcher)
  }
  if (!signal.aborted) return
  if (shared.waiting.size === 0) {
    if (works.get(name) === shared) works.delete(name)
    shared.stop.abort(signal.reason)
    await shared.done.catch(() => undefined)
  }
  signal.throwIfAborted()
}

/** How far work under way is; undefined where there is none of that name. */
export function progressOfWork(index: LinkIndex, name: string): Progress | 'begun' | undefined {
  const work = underWay.get(index)?.get(name)
  return work && (work.last ?? 'begun')
}

function begin(works: Map<string, SharedWork>, name: string, work: (watcher: Watcher) => Promise<void>): SharedWork {
  const waiting = new Set<Watcher>()
  const stop = new AbortController()
  const told = (progress: Progress) => {
    shared.last = progress
    waiting.forEach((watcher) => watcher.progress(progress))
  }
  const done = Promise.resolve().then(() => work({ signal: stop.signal, progress: told })).finally(() => {
    if (works.get(name) === shared) works.delete(name)
  })
  // Where everybody has given up, nobody is there to hear of its end.
  done.catch(() => undefined)
  const shared: SharedWork = { done, waiting, stop }
  works.set(name, shared)
  return shared
}
