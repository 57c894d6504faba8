import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { markOfThisProcess, stateOf, type ProcessMark } from '../lib/process-mark.js'
import type { BriefLink } from '../model/facts.js'
import type { JudgedRows, MadeTable } from '../model/outside.js'
import { newName, syncToDisk } from './folders.js'
import { sortBriefs, type BriefSorter } from './judged-brief-sorter.js'
import type { BriefReader } from './judged-briefs.js'
import { amenderOf, JudgedCollector } from './judged-collector.js'
import { writeDigests } from './judged-digests.js'
import { readAllBriefs, writeLaterBriefs } from './judged-later-briefs.js'
import { ListedLinks } from './judged-links.js'
import { settleRows, tableOfRows } from './judged-row-table.js'
import { idOfRow, shortLinksOf, type RowData } from './judged-rows.js'
import { readRows, writeRows } from './judged-rows-file.js'
import { spliceRows } from './judged-splice.js'
import { summarise } from './judged-summary.js'
import type { KnownSources } from './judged-table.js'
import { writeTable } from './judged-table-file.js'

/** `table` is written last: a folder that has it is whole. */
export const judgedFiles = { table: 'table.bin', briefs: 'briefs.bin', notes: 'notes.json', summary: 'summary.json', made: 'made.json', rows: 'rows.bin', basis: 'basis.json', digests: 'digests.bin', hosts: 'hosts.bin' } as const
const draftFiles = { owner: 'owner.json', spill: 'spill.txt' } as const
const draftPrefix = 'judged-'

/** Tables made for an older state of the index are kept a while for those who are paging through them. */
const staleKeepMs = 15 * 60_000
/** And no more of them than this, for of a large site each takes hundreds of megabytes and a correction makes one in seconds. */
const staleKeepMax = 3

/** Where a judged table is written: below `root`, in folders of its target and its key. */
export interface TableFolder {
  root: string
  tmp: string
  target: string
  key: string
}

/**
 * Writes the judged links of a target as files in `folder`, all or nothing. They can be worked out again at any time,
 * so of two writers the first wins and the other's work is dropped. Where most links stay as they are in an earlier table
 * (`earlier`, its folder), that is read and only the rest is judged.
 *
 * Links are written as they come; in memory stay their columns, of which a link takes some two hundred bytes.
 */
export async function writeJudgedFiles(folder: TableFolder, key: string, judged: JudgedRows, known: KnownSources, earlier: string | undefined): Promise<void> {
  await removeDeadDrafts(folder.tmp)
  const draft = join(folder.tmp, `${draftPrefix}${newName()}`)
  await mkdir(draft, { recursive: true })
  try {
    await writeFile(join(draft, draftFiles.owner), JSON.stringify(markOfThisProcess()))
    const rows = judged.earlier === undefined || earlier === undefined ? await writeAll(draft, judged) : await writeChanged(draft, earlier, judged.earlier.without, judged)
    const digests = judged.digests?.()
    const hosts = judged.hosts?.()
    const kept = (file: string) => (judged.earlier === undefined || earlier === undefined ? undefined : { path: join(earlier, file), without: judged.earlier.without })
    if (digests !== undefined) await writeDigests(join(draft, judgedFiles.digests), digests, kept(judgedFiles.digests))
    if (hosts !== undefined) await writeDigests(join(draft, judgedFiles.hosts), new Map(Array.from(hosts, ([domain, host]) => [domain, JSON.stringify(host)])), kept(judgedFiles.hosts))
    const { restsOn, basis } = judged.basis?.() ?? {}
    if (basis !== undefined) {
      await writeFile(join(draft, judgedFiles.basis), JSON.stringify(basis))
      await writeRows(join(draft, judgedFiles.rows), rows)
    }
    await writeFile(join(draft, judgedFiles.made), JSON.stringify({ key, format: judged.format, at: judged.at, restsOn } satisfies MadeTable))
    const table = tableOfRows(rows, known)
    // Everybody's first look is at the overview, so it is counted now and not when somebody waits for it.
    await writeFile(join(draft, judgedFiles.summary), JSON.stringify(await summarise(new ListedLinks(table))))
    await writeTable(join(draft, judgedFiles.table), table)
    await syncToDisk(join(draft, judgedFiles.notes))
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

async function writeAll(draft: string, judged: JudgedRows): Promise<RowData> {
  const briefs = await sortBriefs(join(draft, draftFiles.spill))
  try {
    const rows = await collectAll(judged, briefs)
    const amend = amenderOf(rows)
    for await (const { row, brief } of judged.amended(shortLinksOf(rows), (numbers) => briefs.added(numbers))) {
      amend(row, brief)
      briefs.add(withoutProfileFindings(brief))
    }
    settleRows(rows)
    await writeFile(join(draft, judgedFiles.notes), JSON.stringify(judged.notes()))
    await briefs.finish(join(draft, judgedFiles.briefs))
    return rows
  } finally {
    await briefs.close()
  }
}

/** The collector's own memory, a third as much again, is let go before the profile is looked at. */
async function collectAll(judged: JudgedRows, briefs: BriefSorter): Promise<RowData> {
  const collector = new JudgedCollector()
  for await (const rows of judged.rows) {
    for (const row of rows) {
      collector.add(row)
      briefs.add(withoutProfileFindings(row))
    }
  }
  return collector.finish()
}

async function writeChanged(draft: string, earlier: string, without: ReadonlySet<string>, judged: JudgedRows): Promise<RowData> {
  const briefs = await sortBriefs(join(draft, draftFiles.spill))
  try {
    const { rows, changed, gone } = await collectChanged(earlier, without, judged, briefs)
    const amend = amenderOf(rows)
    const amended = new Set<string>()
    const reader = await readAllBriefs(earlier, judgedFiles.briefs)
    try {
      for await (const { row, brief } of judged.amended(shortLinksOf(rows), (numbers) => briefsOfBoth(numbers.map((number) => idOfRow(rows, number)), changed, briefs, reader))) {
        amend(row, brief)
        amended.add(brief.link.id)
        briefs.add(withoutProfileFindings(brief))
      }
    } finally {
      await reader.close()
    }
    settleRows(rows)
    await writeFile(join(draft, judgedFiles.notes), JSON.stringify(judged.notes()))
    await writeLaterBriefs(draft, earlier, judgedFiles.briefs, briefs, { changed: new Set([...changed.keys(), ...amended]), gone, count: rows.count })
    return rows
  } finally {
    await briefs.close()
  }
}

/** The rows of the earlier table and those judged now, in one; both by themselves are let go before the profile is looked at. */
async function collectChanged(earlier: string, without: ReadonlySet<string>, judged: JudgedRows, briefs: BriefSorter): Promise<{ rows: RowData; changed: Map<string, number>; gone: Set<string> }> {
  const collector = new JudgedCollector()
  const changed = new Map<string, number>()
  for await (const rows of judged.rows) {
    for (const row of rows) {
      collector.add(row)
      briefs.add(withoutProfileFindings(row))
      changed.set(row.link.id, changed.size)
    }
  }
  const before = await readRows(join(earlier, judgedFiles.rows))
  const gone = idsOfDomains(before, without)
  for (const id of changed.keys()) gone.delete(id)
  return { rows: spliceRows(before, without, collector.finish()), changed, gone }
}

/** Briefs by their ids: those that were written just now, by their number, and all others as they are in the earlier table. */
async function briefsOfBoth(ids: readonly string[], changed: ReadonlyMap<string, number>, briefs: BriefSorter, earlier: BriefReader): Promise<BriefLink[]> {
  const found = new Map<string, BriefLink>()
  const ours = ids.filter((id) => changed.has(id))
  for (const brief of await briefs.added(ours.map((id) => changed.get(id)!))) found.set(brief.link.id, brief)
  for await (const brief of earlier.some(ids.filter((id) => !changed.has(id)).sort())) found.set(brief.link.id, brief)
  return ids.map((id) => {
    const brief = found.get(id)
    assert(brief !== undefined, `no brief of link ${id}`)
    return brief
  })
}

function idsOfDomains(rows: RowData, domains: ReadonlySet<string>): Set<string> {
  const isWanted = Uint8Array.from(rows.words.domain, (domain) => (domains.has(domain) ? 1 : 0))
  const ids = new Set<string>()
  for (let row = 0; row < rows.count; row += 1) if (isWanted[rows.columns.domain[row]!] === 1) ids.add(idOfRow(rows, row))
  return ids
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
  const others: Array<{ name: string; mtimeMs: number }> = []
  for (const name of await readdir(home)) {
    if (name === key) continue
    const info = await stat(join(home, name)).catch(() => undefined)
    if (info !== undefined) others.push({ name, mtimeMs: info.mtimeMs })
  }
  others.sort((a, b) => b.mtimeMs - a.mtimeMs)
  for (const [place, { name, mtimeMs }] of others.entries()) {
    if (mtimeMs < before || place >= staleKeepMax) await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined)
  }
}
