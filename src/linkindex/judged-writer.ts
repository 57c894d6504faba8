import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { markOfThisProcess, stateOf, type ProcessMark } from '../lib/process-mark.js'
import type { BriefLink } from '../model/facts.js'
import type { JudgedRows } from '../model/outside.js'
import { newName, syncToDisk } from './folders.js'
import { sortBriefs } from './judged-briefs.js'
import { JudgedCollector } from './judged-collector.js'
import { ListedLinks } from './judged-links.js'
import { summarise } from './judged-summary.js'
import type { KnownSources } from './judged-table.js'
import { writeTable } from './judged-table-file.js'

/** `table` is written last: a folder that has it is whole. */
export const judgedFiles = { table: 'table.bin', briefs: 'briefs.bin', notes: 'notes.json', summary: 'summary.json' } as const
const draftFiles = { owner: 'owner.json', spill: 'spill.txt' } as const
const draftPrefix = 'judged-'

/** Tables made for an older state of the index are kept a while for those who are paging through them. */
const staleKeepMs = 15 * 60_000

/**
 * Writes the judged links of a target as files in `folder`, all or nothing. They can be worked out again at any time,
 * so of two writers the first wins and the other's work is dropped.
 *
 * Links are written as they come; in memory stay the columns of the table, of which a link takes some two hundred bytes.
 */
export async function writeJudgedFiles(folder: { root: string; tmp: string; target: string; key: string }, judged: JudgedRows, known: KnownSources): Promise<void> {
  await removeDeadDrafts(folder.tmp)
  const draft = join(folder.tmp, `${draftPrefix}${newName()}`)
  await mkdir(draft, { recursive: true })
  try {
    await writeFile(join(draft, draftFiles.owner), JSON.stringify(markOfThisProcess()))
    await writeDraft(draft, judged, known)
    for (const name of Object.values(draftFiles)) await rm(join(draft, name), { force: true })
    const home = join(folder.root, folder.target)
    await mkdir(home, { recursive: true })
    await rename(draft, join(home, folder.key)).catch(async (error: NodeJS.ErrnoException) => {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code ?? '') || (await stat(join(home, folder.key)).catch(() => undefined)) === undefined) throw error
    })
    await removeStale(home, folder.key)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function writeDraft(draft: string, judged: JudgedRows, known: KnownSources): Promise<void> {
  const collector = new JudgedCollector()
  const briefs = await sortBriefs(join(draft, draftFiles.spill))
  try {
    for await (const row of judged.rows) {
      collector.add(row)
      await briefs.add(withoutProfileFindings(row))
    }
    collector.beginAmending()
    for await (const row of judged.amended()) {
      collector.add(row)
      await briefs.add(withoutProfileFindings(row))
    }
    await writeFile(join(draft, judgedFiles.notes), JSON.stringify(judged.notes()))
    await briefs.finish(join(draft, judgedFiles.briefs))
  } finally {
    await briefs.close()
  }
  const table = collector.finish(known)
  // Everybody's first look is at the overview, so it is counted now and not when somebody waits for it.
  await writeFile(join(draft, judgedFiles.summary), JSON.stringify(summarise(new ListedLinks(table))))
  await writeTable(join(draft, judgedFiles.table), table)
  await syncToDisk(join(draft, judgedFiles.notes))
}

/** A finding of the whole profile may name hundreds of links: it is kept once, in the notes. */
function withoutProfileFindings(brief: BriefLink): BriefLink {
  return brief.findings.some(({ judges }) => judges === 'profile') ? { ...brief, findings: brief.findings.filter(({ judges }) => judges !== 'profile') } : brief
}

/** Removes what a process was writing when it was killed: of a large site that is gigabytes. */
async function removeDeadDrafts(tmp: string): Promise<void> {
  for (const name of await readdir(tmp).catch(() => [])) {
    if (!name.startsWith(draftPrefix)) continue
    const text = await readFile(join(tmp, name, draftFiles.owner), 'utf8').catch(() => undefined)
    if (text !== undefined && isOfDead(text)) await rm(join(tmp, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

function isOfDead(text: string): boolean {
  try {
    return stateOf(JSON.parse(text) as ProcessMark) === 'dead'
  } catch {
    return false
  }
}

/** Removes what was written for older keys of the target. */
async function removeStale(home: string, key: string): Promise<void> {
  const before = Date.now() - staleKeepMs
  for (const name of await readdir(home)) {
    if (name === key) continue
    const info = await stat(join(home, name)).catch(() => undefined)
    if (info !== undefined && info.mtimeMs < before) await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined)
  }
}
