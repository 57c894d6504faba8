import type { Context } from '../../model/operation.js'
import type { GivenFor } from '../../report/life-of-links.js'
import type { WorkDone } from '../../report/work-done.js'
import type { Checked } from '../considerations/check-ledger.js'

const nextTasks = 8
const yearMs = 365.25 * 86_400_000

/** What people did for a client from one day to another, as the desk kept it; what waits is told as of now. */
export async function workOf(site: string, { from, until }: { from: string; until: string }, { desk, now }: Pick<Context, 'desk' | 'now'>): Promise<WorkDone> {
  const within = (at: string | null) => at !== null && at.slice(0, 10) >= from && at.slice(0, 10) <= until
  const [imports, corrections, prospects, notes, tasks] = await Promise.all([desk.imports.list(), desk.corrections(site), desk.prospects.list(), desk.notes.list(), desk.tasks.list()])
  const kinds = new Map<string, { title: string; files: number; accepted: number }>()
  for (const { title, accepted, at, undoneAt } of imports) {
    if (!within(at) || undoneAt !== null) continue
    const kind = kinds.get(title) ?? { title, files: 0, accepted: 0 }
    kinds.set(title, { title, files: kind.files + 1, accepted: kind.accepted + accepted })
  }
  const fields = new Map<string, number>()
  for (const { field, at, withdrawnAt } of corrections) if (within(at) && withdrawnAt === null) fields.set(field, (fields.get(field) ?? 0) + 1)
  const decided = prospects.filter(({ decidedAt }) => within(decidedAt))
  const approved = decided.filter(({ state }) => state === 'approved').sort((a, b) => (a.tier ?? 9) - (b.tier ?? 9) || (a.domain < b.domain ? -1 : 1))
  const open = tasks.filter(({ state }) => state === 'open')
  return {
    imports: [...kinds.values()].sort((a, b) => b.accepted - a.accepted),
    corrections: [...fields].map(([field, count]) => ({ field, count })).sort((a, b) => b.count - a.count),
    prospects: { proposed: prospects.filter(({ proposedAt }) => within(proposedAt)).length, approved: approved.length, declined: decided.length - approved.length },
    approved: approved.map(({ domain, tier, reason, decidedBy, decidedAt, comment }) => ({ domain, tier, reason, by: decidedBy ?? '', at: decidedAt!, comment })),
    notes: notes.filter(({ at }) => within(at)).length,
    tasks: {
      open: open.length, late: open.filter(({ dueOn }) => dueOn !== null && dueOn < now.slice(0, 10)).length, done: tasks.filter(({ state }) => state === 'done').length,
      next: open.sort((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1)).slice(0, nextTasks).map(({ title, dueOn }) => ({ title, dueOn })),
    },
  }
}

/** What was given for links that stand, for each currency: amounts with a day, over the time from that day to the last sighting. */
export function givenFor(rows: readonly Checked[]): GivenFor[] {
  const given = new Map<string, GivenFor>()
  for (const { consideration: { amount, currency, on }, links } of rows) {
    const lastSeen = links.filter(({ state }) => state !== 'lost').map((link) => link.lastSeen).sort().at(-1)
    if (amount === null || amount === 0 || on === null || currency === '' || lastSeen === undefined) continue
    const years = (Date.parse(lastSeen) - Date.parse(on)) / yearMs
    if (!(years > 0)) continue
    const before = given.get(currency) ?? { currency, amount: 0, entries: 0, linkYears: 0 }
    given.set(currency, { currency, amount: before.amount + amount, entries: before.entries + 1, linkYears: before.linkYears + years })
  }
  return [...given.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
