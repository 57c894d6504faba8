import { createHash } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CitewellError } from '../model/error.js'
import type { GroundMarks } from '../model/outside.js'
import { RegistrationSchema, type Registration, type Registrations } from '../model/registration.js'
import { reasonOf } from './database.js'
import { newName, syncToDisk } from './folders.js'

const format = 'citewell-registrations/1'
const namePattern = /^[0-9a-f]{32}\.ndjson$/u

export interface RegistrationStore {
  /** Keeps what was told, all of it or nothing; false if the very same was kept before under this key. */
  add(registrations: readonly Registration[], options: { key: string }): Promise<boolean>
  all(): Promise<Registrations>
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
 */
export function openRegistrations(dir: string): RegistrationStore {
  const known = new Map<string, readonly Registration[]>()
  let answer: { batches: number; all: Registrations; marks: Map<string, string> } = { batches: 0, all: new Map(), marks: new Map() }

  async function names(): Promise<string[]> {
    return (await readdir(dir).catch(() => [])).filter((name) => namePattern.test(name)).sort()
  }

  async function read(): Promise<typeof answer> {
    const present = await names()
    for (const name of present) {
      if (known.has(name)) continue
      const batch = await readBatch(join(dir, name))
      // A damaged file is passed over, as a damaged manifest is: `index check` tells.
      known.set(name, typeof batch === 'string' ? [] : batch)
    }
    if (answer.batches !== present.length) answer = { batches: present.length, all: byDomain([...known.values()]), marks: new Map() }
    return answer
  }

  return {
    async add(registrations, { key }) {
      await mkdir(dir, { recursive: true })
      const name = `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.ndjson`
      const draft = join(dir, `draft-${newName()}`)
      const body = registrations.map((one) => JSON.stringify(RegistrationSchema.parse(one))).join('\n')
      const head = JSON.stringify({ format, key, rows: registrations.length, sha256: createHash('sha256').update(body).digest('hex') })
      try {
        const handle = await open(draft, 'wx', 0o600)
        try {
          await handle.writeFile(`${head}\n${body}\n`)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await link(draft, join(dir, name))
        await syncToDisk(dir)
        return true
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
        throw new CitewellError('unavailable', `Writing below ${dir} failed (${reasonOf(error)}). Nothing was added; make room on the disk and add it again.`, { cause: error })
      } finally {
        await rm(draft, { force: true })
      }
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

/** The rows of a batch, or what is wrong with its file. */
async function readBatch(path: string): Promise<readonly Registration[] | string> {
  try {
    const text = await readFile(path, 'utf8')
    const end = text.indexOf('\n')
    const head = JSON.parse(text.slice(0, end)) as { format?: unknown; rows?: unknown; sha256?: unknown }
    if (head.format !== format) return 'is of another format, perhaps of a newer Citewell'
    const body = text.slice(end + 1, -1)
    if (createHash('sha256').update(body).digest('hex') !== head.sha256) return 'has other bytes than were written'
    return body === '' ? [] : body.split('\n').map((line) => JSON.parse(line) as Registration)
  } catch (error) {
    return `can't be read (${reasonOf(error)})`
  }
}

/** Newest first; what was told at the same time stays in one order whichever file came first. */
function byDomain(batches: ReadonlyArray<readonly Registration[]>): Registrations {
  const all = new Map<string, Registration[]>()
  for (const batch of batches) {
    for (const one of batch) {
      const history = all.get(one.domain)
      if (history === undefined) all.set(one.domain, [one])
      else history.push(one)
    }
  }
  for (const history of all.values()) if (history.length > 1) history.sort((a, b) => order(b.seenAt, a.seenAt) || order(JSON.stringify(a), JSON.stringify(b)))
  return all
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
