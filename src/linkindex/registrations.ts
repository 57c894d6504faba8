import { createHash } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'
import type { GroundMarks } from '../model/outside.js'
import { RegistrationSchema, type Registration, type Registrations } from '../model/registration.js'
import { reasonOf } from './database.js'
import { newName, syncToDisk } from './folders.js'

const format = 'citewell-registrations/1'
const forgottenFormat = 'citewell-registrations-forgotten/1'
const namePattern = /^[0-9a-f]{32}\.ndjson$/u

export interface RegistrationStore {
  /** Keeps what was told, all of it or nothing; false if the very same was kept before under this key. */
  add(registrations: readonly Registration[], options: { key: string }): Promise<boolean>
  all(): Promise<Registrations>
  /** Takes back what was told and should not have been, such as a list that was read wrongly; how many words that were. What is read afterwards counts. */
  forget(isMeant: (registration: Registration) => boolean): Promise<number>
  /** How many batches there are: rises by one with each. */
  count(): Promise<number>
  /** The same marks, so that those of domains of which something was told change with it. */
  marked(ground: GroundMarks): Promise<GroundMarks>
  /** The same answer with what is wrong with the files here. */
  checked(others: { problems: string[] }): Promise<{ ok: boolean; problems: string[] }>
}

/**
 * What was told of the registration of domains, as the link index keeps it: beside the links, for it too is what the web
 * says, and append only like them. Each batch is one file that never changes, named by its key, so that any number of
 * processes may add at once and the same batch is kept once. There are few: they are held in memory when asked for.
 *
 * What is taken back stays in its file and is named by a later one; so the count of files rises with that too, and no
 * earlier judgement passes for the present one. What was read before may then be read again, and counts.
 */
export function openRegistrations(dir: string): RegistrationStore {
  const known = new Map<string, Batch>()
  let answer: Answer = { batches: 0, told: [], forgottenOf: new Set(), all: new Map(), marks: new Map() }

  async function names(): Promise<string[]> {
    return (await readdir(dir).catch(() => [])).filter((name) => namePattern.test(name)).sort()
  }

  async function read(): Promise<typeof answer> {
    const present = await names()
    for (const name of present) {
      if (known.has(name)) continue
      const batch = await readBatch(join(dir, name))
      // A damaged file is passed over, as a damaged manifest is: `index check` tells.
      known.set(name, typeof batch === 'string' ? { told: [] } : batch)
    }
    if (answer.batches !== present.length) answer = answerOf(known)
    return answer
  }

  /** Writes a file under this name, all of it or nothing; false if it is there. */
  async function write(name: string, head: object, rows: readonly object[]): Promise<boolean> {
    await mkdir(dir, { recursive: true })
    const draft = join(dir, `draft-${newName()}`)
    const body = rows.map((row) => JSON.stringify(row)).join('\n')
    try {
      const handle = await open(draft, 'wx', 0o600)
      try {
        await handle.writeFile(`${JSON.stringify({ ...head, rows: rows.length, sha256: createHash('sha256').update(body).digest('hex') })}\n${body}\n`)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await link(draft, join(dir, name))
      await syncToDisk(dir)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw new CitewellError('unavailable', `Writing below ${dir} failed (${reasonOf(error)}). Nothing was changed; make room on the disk and try again.`, { cause: error })
    } finally {
      await rm(draft, { force: true })
    }
  }

  return {
    async add(registrations, { key }) {
      const { forgottenOf } = await read()
      // Only a batch of which something was taken back is written again: of any other, all it says counts already.
      let name = nameOf(key)
      for (let again = 1; forgottenOf.has(name); again += 1) name = nameOf(`${key} ${again}`)
      return write(name, { format, key }, registrations.map((one) => RegistrationSchema.parse(one)))
    },
    async forget(isMeant) {
      const meant = (await read()).told.filter(({ one }) => isMeant(one))
      const rows = meant.map(({ batch, one: { domain, seenBy, seenAt } }): Forgotten => ({ batch, domain, seenBy, seenAt }))
      if (rows.length > 0) await write(nameOf(JSON.stringify(rows)), { format: forgottenFormat }, rows)
      // A batch read again holds what was not taken back of it a second time: that is one word.
      return new Set(meant.map(({ one }) => JSON.stringify(one))).size
    },
    all: async () => (await read()).all,
    count: async () => (await names()).length,
    async marked({ site, domains }) {
      const { all, marks } = await read()
      const marked = new Map(domains)
      for (const [domain, history] of all) {
        const ground = domains.get(domain)
        if (ground === undefined) continue
        const mark = marks.get(domain) ?? createHash('sha256').update(JSON.stringify(history)).digest('hex').slice(0, 16)
        marks.set(domain, mark)
        marked.set(domain, `${ground} ${mark}`)
      }
      return { site, domains: marked }
    },
    async checked(others) {
      const problems = [...others.problems]
      for (const name of await names()) {
        const batch = await readBatch(join(dir, name))
        if (typeof batch === 'string') problems.push(`registrations/${name} ${batch}. Restore it from a backup, or delete it and read those registrations again.`)
      }
      return { ok: problems.length === 0, problems }
    },
  }
}

/** A word that was taken back: by whom it was told of what and when, in which file. */
interface Forgotten {
  batch: string
  domain: string
  seenBy: string
  seenAt: string
}

type Batch = { told: readonly Registration[] } | { forgotten: readonly Forgotten[] }

interface Answer {
  batches: number
  /** All that counts, with the file in which it stands. */
  told: ReadonlyArray<{ batch: string; one: Registration }>
  /** Files of which something was taken back. */
  forgottenOf: ReadonlySet<string>
  all: Registrations
  marks: Map<string, string>
}

const nameOf = (key: string) => `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.ndjson`

function answerOf(batches: ReadonlyMap<string, Batch>): Answer {
  const forgettings = [...batches.values()].flatMap((batch) => ('forgotten' in batch ? batch.forgotten : []))
  const forgotten = new Set(forgettings.map(wordOf))
  const told = [...batches].flatMap(([batch, rows]) => ('told' in rows ? rows.told.filter(({ domain, seenBy, seenAt }) => !forgotten.has(wordOf({ batch, domain, seenBy, seenAt }))).map((one) => ({ batch, one })) : []))
  return { batches: batches.size, told, forgottenOf: new Set(forgettings.map(({ batch }) => batch)), all: byDomain(told.map(({ one }) => one)), marks: new Map() }
}

const wordOf = ({ batch, domain, seenBy, seenAt }: Forgotten) => `${batch}\n${domain}\n${seenBy}\n${seenAt}`

/** The rows of a file, or what is wrong with it. */
async function readBatch(path: string): Promise<Batch | string> {
  try {
    const text = await readFile(path, 'utf8')
    const end = text.indexOf('\n')
    const head = JSON.parse(text.slice(0, end)) as { format?: unknown; rows?: unknown; sha256?: unknown }
    if (head.format !== format && head.format !== forgottenFormat) return 'is of another format, perhaps of a newer Citewell'
    const body = text.slice(end + 1, -1)
    if (createHash('sha256').update(body).digest('hex') !== head.sha256) return 'has other bytes than were written'
    const rows: unknown[] = body === '' ? [] : body.split('\n').map((line) => JSON.parse(line) as unknown)
    return head.format === format ? { told: rows as Registration[] } : { forgotten: rows as Forgotten[] }
  } catch (error) {
    return `can't be read (${reasonOf(error)})`
  }
}

/** Newest first; what was told at the same time stays in one order whichever file came first. The same word read again after something was taken back counts once. */
function byDomain(told: readonly Registration[]): Registrations {
  const all = new Map<string, Registration[]>()
  for (const one of told) {
    const history = all.get(one.domain)
    if (history === undefined) all.set(one.domain, [one])
    else history.push(one)
  }
  for (const [domain, history] of all) {
    if (history.length === 1) continue
    const texts = new Map(history.map((one) => [JSON.stringify(one), one]))
    all.set(domain, [...texts].sort(([left, a], [right, b]) => order(b.seenAt, a.seenAt) || order(left, right)).map(([, one]) => one))
  }
  return all
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
