import { copyFile, link, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BriefSorter } from './judged-brief-sorter.js'
import { briefOfLine } from './judged-brief-line.js'
import { readBriefs, type BriefReader, type BriefText } from './judged-briefs.js'

/**
 * Briefs of a table that was made from an earlier one: the earlier file, shared with it, and beside it the links that are
 * different now and the ids of those that are gone. So a correction writes a few links and not all of them.
 */
export const laterFiles = { later: 'briefs-later.bin', gone: 'briefs-gone.json' } as const

/** Links in the later file, as a share of all, from which on all are written anew; and how few are always let be. */
const laterShareMax = 0.05
const laterAlwaysMax = 5_000

/** The briefs of a table in `folder`, whichever way they are kept. */
export async function readAllBriefs(folder: string, briefsName: string): Promise<BriefReader> {
  const gone = await readFile(join(folder, laterFiles.gone), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const base = await readBriefs(join(folder, briefsName))
  if (gone === undefined) return base
  try {
    return joined(base, await readBriefs(join(folder, laterFiles.later)), new Set(JSON.parse(gone) as string[]))
  } catch (error) {
    await base.close()
    throw error
  }
}

function joined(base: BriefReader, later: BriefReader, gone: ReadonlySet<string>): BriefReader {
  async function* texts(): AsyncGenerator<BriefText> {
    const news = later.texts()
    let next = await news.next()
    for await (const brief of base.texts()) {
      for (; next.done !== true && next.value.id < brief.id; next = await news.next()) yield next.value
      const isNewer = next.done !== true && next.value.id === brief.id
      if (!isNewer && !gone.has(brief.id)) yield brief
    }
    for (; next.done !== true; next = await news.next()) yield next.value
  }
  return {
    async one(id) {
      return (await later.one(id)) ?? (gone.has(id) ? undefined : await base.one(id))
    },
    async *all() {
      for await (const { text } of texts()) yield briefOfLine(text)
    },
    async *some(ids) {
      const news = later.some(ids)
      let next = await news.next()
      for await (const brief of base.some(ids.filter((id) => !gone.has(id)))) {
        for (; next.done !== true && next.value.link.id < brief.link.id; next = await news.next()) yield next.value
        if (next.done === true || next.value.link.id !== brief.link.id) yield brief
      }
      for (; next.done !== true; next = await news.next()) yield next.value
    },
    texts,
    async close() {
      await base.close()
      await later.close()
    },
  }
}

/** What is to become of the briefs of an earlier table. */
export interface ChangedBriefs {
  /** Ids of the links that were judged anew, which the sorter has. */
  changed: ReadonlySet<string>
  /** Ids of links that are no longer there. */
  gone: ReadonlySet<string>
  /** Links of the new table. */
  count: number
}

/** Writes briefs into `folder` that are those of the earlier table in `from`, but for what changed. */
export async function writeLaterBriefs(folder: string, from: string, briefsName: string, sorter: BriefSorter, { changed, gone, count }: ChangedBriefs): Promise<void> {
  const earlierGone = await readFile(join(from, laterFiles.gone), 'utf8').catch(() => undefined)
  const kept: BriefText[] = []
  if (earlierGone !== undefined) {
    const earlier = await readBriefs(join(from, laterFiles.later))
    try {
      for await (const brief of earlier.texts()) if (!changed.has(brief.id) && !gone.has(brief.id)) kept.push(brief)
    } finally {
      await earlier.close()
    }
  }
  const isMuch = changed.size + kept.length > Math.max(laterAlwaysMax, laterShareMax * count)
  if (isMuch) {
    const reader = await readAllBriefs(from, briefsName)
    try {
      for await (const { id, text } of reader.texts()) if (!changed.has(id) && !gone.has(id)) sorter.addText(text)
    } finally {
      await reader.close()
    }
  } else for (const { text } of kept) sorter.addText(text)
  await sorter.finish(join(folder, isMuch ? briefsName : laterFiles.later))
  if (isMuch) return
  const all = new Set([...(earlierGone === undefined ? [] : (JSON.parse(earlierGone) as string[])), ...gone])
  await writeFile(join(folder, laterFiles.gone), JSON.stringify([...all].filter((id) => !changed.has(id)).sort()))
  await share(join(from, briefsName), join(folder, briefsName))
}

/** One file under two names, as its content never changes; a copy where a file system has no such thing. */
async function share(from: string, to: string): Promise<void> {
  await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw error
    await copyFile(from, to)
  })
}
