import { join, sep } from 'node:path'
import type { BriefReader } from './judged-briefs.js'

/** Files that are held open at the same time; the one used longest ago is closed first. */
const readersMax = 8

interface Held {
  reader: Promise<BriefReader>
  users: number
  isOver: boolean
}

/**
 * Readers of briefs that stay open between two questions: to read one link, its file is opened and the index of its
 * blocks read, which of a million links takes ten milliseconds each time.
 */
export function keptReaders(open: (folder: string) => Promise<BriefReader>) {
  const held = new Map<string, Held>()

  async function letGo(one: Held): Promise<void> {
    if (one.isOver && one.users === 0) await one.reader.then((reader) => reader.close(), () => undefined)
  }
  async function end(folder: string, one: Held): Promise<void> {
    if (held.get(folder) === one) held.delete(folder)
    one.isOver = true
    await letGo(one)
  }
  function hold(folder: string): Held {
    const known = held.get(folder)
    held.delete(folder)
    const one = known ?? { reader: open(folder), users: 0, isOver: false }
    held.set(folder, one)
    return one
  }

  return {
    async use<Answer>(folder: string, work: (reader: BriefReader) => Promise<Answer>): Promise<Answer> {
      const one = hold(folder)
      one.users += 1
      try {
        return await work(await one.reader)
      } catch (error) {
        // A file that can't be opened or read is opened anew the next time.
        void end(folder, one)
        throw error
      } finally {
        one.users -= 1
        await letGo(one)
        for (const [oldest, other] of held) {
          if (held.size <= readersMax) break
          await end(oldest, other)
        }
      }
    },
    /** Closes those below a folder, as soon as nobody reads them any more. */
    async forget(root: string): Promise<void> {
      for (const [folder, one] of [...held]) if (folder === root || folder.startsWith(join(root, sep))) await end(folder, one)
    },
  }
}
