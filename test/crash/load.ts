import { setTimeout as sleep } from 'node:timers/promises'

/** What was asked of the server, and what it acknowledged: with an answer that came whole. */
export interface Sent {
  /** Texts of tasks by whether they were acknowledged; one that was not may be there or not, never twice. */
  tasks: Map<string, boolean>
  /** Notes have ids of their own and are sent until they are acknowledged. */
  notes: Map<string, string>
  corrections: Map<string, boolean>
  /** Rises of one task's title by its version: acknowledged, and not known. */
  rises: { acknowledged: number; unknown: number }
  /** Imports by the referring domain of their links, sent until acknowledged: the job of each. */
  imports: Map<string, { client: string; job: string }>
  /** Other jobs that were acknowledged. */
  jobs: Set<string>
  /** Answers that were errors of the server's own. */
  internal: string[]
}

export const rowsOfFile = 120
export const target = 'clinic.example'

interface Load {
  url: string
  clients: readonly string[]
  random(): number
  /** The task whose title is raised. */
  counter: string
  /** Links of the first client that are corrected. */
  linkIds: readonly string[]
  ended(): boolean
}

export function nothingSent(): Sent {
  return { tasks: new Map(), notes: new Map(), corrections: new Map(), rises: { acknowledged: 0, unknown: 0 }, imports: new Map(), jobs: new Set(), internal: [] }
}

/** People at work: edits, imports and other jobs, all at once, until told to end. */
export async function putUnderLoad(load: Load, sent: Sent): Promise<void> {
  let number = 0
  const next = () => (number += 1)
  const client = () => load.clients[Math.floor(load.random() * load.clients.length)]!
  const until = async (work: () => Promise<void>) => {
    while (!load.ended()) await work()
  }
  const post = (path: string, body: Record<string, unknown>) => ask(load.url, path, body, {}, sent)
  const retried = async <Answer>(work: () => Promise<Answer | undefined>): Promise<Answer | undefined> => {
    for (;;) {
      const answer = await work()
      if (answer !== undefined || load.ended()) return answer
      await sleep(20 + 60 * load.random())
    }
  }
  await Promise.all([
    ...[1, 2].map(() => until(async () => {
      const title = `task ${next()}`
      sent.tasks.set(title, false)
      if (await post('tasks/save', { client: client(), title })) sent.tasks.set(title, true)
      await sleep(5 + 20 * load.random())
    })),
    until(async () => {
      const id = `00000000-0000-4000-8000-${String(next()).padStart(12, '0')}`
      const noted = client()
      if (await retried(() => post('notes/save', { client: noted, id, about: target, text: `note ${id}` }))) sent.notes.set(id, noted)
    }),
    until(async () => {
      const reason = `correction ${next()}`
      sent.corrections.set(reason, false)
      const subject = load.linkIds[Math.floor(load.random() * load.linkIds.length)]!
      if (await post('corrections/add', { client: load.clients[0], target, subject, field: 'type', value: 'LT-04', reason, by: 'A. Kim' })) sent.corrections.set(reason, true)
      await sleep(150 + 200 * load.random())
    }),
    until(async () => {
      const list = await post('tasks/list', { client: load.clients[0] })
      const task = (list?.rows as Array<{ id: string; title: string; version: number }> | undefined)?.find(({ id }) => id === load.counter)
      if (!task) return void (await sleep(30))
      const answer = await post('tasks/save', { client: load.clients[0], id: task.id, version: task.version, title: `rise ${Number(task.title.slice(5)) + 1}` })
      sent.rises[answer ? 'acknowledged' : 'unknown'] += 1
      await sleep(10)
    }),
    until(async () => {
      const domain = `f${next()}.example`
      const into = client()
      const answer = await retried(() => startImport(load.url, domain, into, sent))
      if (answer) sent.imports.set(domain, { client: into, job: (answer.job as { id: string }).id })
      // The same file in another job adds nothing.
      if (answer && load.random() < 0.15) await startImport(load.url, domain, into, sent, 'again').then((again) => again && sent.jobs.add((again.job as { id: string }).id))
      await sleep(100 + 300 * load.random())
    }),
    until(async () => {
      const [operation, input] = [['index.compact', {}], ['index.check', {}], ['index.check', {}], ['audits.run', { site: target }]][Math.floor(load.random() * 4)] as [string, Record<string, unknown>]
      const answer = await post('jobs/start', { operation, input: { client: client(), ...input } })
      if (answer) sent.jobs.add((answer.job as { id: string }).id)
      await sleep(500 + 800 * load.random())
    }),
  ])
}

function startImport(url: string, domain: string, client: string, sent: Sent, key = 'first'): Promise<Record<string, unknown> | undefined> {
  const form = new FormData()
  form.set('client', client)
  form.set('target', target)
  form.set('files', new Blob([exportOf(domain)]), `${domain}.csv`)
  return ask(url, 'sightings/import', form, { prefer: 'respond-async', 'idempotency-key': `${domain} ${key}` }, sent)
}

export function exportOf(domain: string): string {
  const rows = Array.from({ length: rowsOfFile }, (_, row) => `https://${domain}/page-${row},https://${target}/,Oak Street Dental,2026-01-0${1 + (row % 9)}`)
  return `Referring page URL,Target URL,Anchor,First seen\n${rows.join('\n')}\n`
}

/** The answer, if it came and came whole; undefined where it is not known whether it was done. */
export async function ask(url: string, path: string, body: Record<string, unknown> | FormData, headers: Record<string, string> = {}, sent?: Sent): Promise<Record<string, unknown> | undefined> {
  const isForm = body instanceof FormData
  try {
    const response = await fetch(`${url}/v1/${path}`, { method: 'POST', body: isForm ? body : JSON.stringify(body), headers: { ...(isForm ? {} : { 'content-type': 'application/json' }), ...headers }, signal: AbortSignal.timeout(60_000) })
    const answer = (await response.json()) as Record<string, unknown>
    if (response.ok) return answer
    if (response.status === 500 || response.status === 400 || response.status === 404) sent?.internal.push(`${path}: ${JSON.stringify(answer)}`)
    return undefined
  } catch {
    return undefined
  }
}
