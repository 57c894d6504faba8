import { html, type Markup } from './markup.js'
import { table } from './html-parts.js'
import { countOf, countWords, dateWords } from './words.js'

/** What people did here in the period, as the desk kept it, and what waits. */
export interface WorkDone {
  imports: ReadonlyArray<{ title: string; files: number; accepted: number }>
  corrections: ReadonlyArray<{ field: string; count: number }>
  prospects: { proposed: number; approved: number; declined: number }
  approved: ReadonlyArray<{ domain: string; tier: number | null; reason: string; by: string; at: string; comment: string }>
  notes: number
  tasks: { open: number; late: number; done: number; next: ReadonlyArray<{ title: string; dueOn: string | null }> }
}

const shown = 12

export const isNothingDone = ({ imports, corrections, prospects, notes }: WorkDone) => imports.length + corrections.length + prospects.proposed + prospects.approved + prospects.declined + notes === 0

/** Work in one sentence, for the person with one minute. */
export function workSentence(work: WorkDone): string {
  const files = work.imports.reduce((sum, { files: count }) => sum + count, 0)
  const corrections = work.corrections.reduce((sum, { count }) => sum + count, 0)
  const parts = [
    ...(files > 0 ? [`${countOf(files, 'file')} imported`] : []),
    ...(corrections > 0 ? [`${countOf(corrections, 'judgement')} corrected by hand`] : []),
    ...(work.prospects.proposed > 0 ? [`${countOf(work.prospects.proposed, 'site')} put forward`] : []),
    ...(work.prospects.approved > 0 ? [`${countWords(work.prospects.approved)} approved`] : []),
    ...(work.prospects.declined > 0 ? [`${countWords(work.prospects.declined)} declined`] : []),
    ...(work.notes > 0 ? [`${countOf(work.notes, 'note')} written`] : []),
  ]
  return parts.length === 0 ? 'Nothing was imported, corrected or decided here in this period.' : `${parts.join(', ')}.`
}

/** Imports, corrections and approvals of the period, then the tasks that are open. */
export function workDone(work: WorkDone): Markup {
  return html`<p>${workSentence(work)}</p>
${work.imports.length === 0 ? '' : table('Imported', ['What', 'Files', 'Rows taken'], work.imports.map((one) => [one.title, countWords(one.files), countWords(one.accepted)]), [1, 2])}
${work.corrections.length === 0 ? '' : html`<p>Judgements corrected by people: ${work.corrections.map(({ field, count }) => `${fieldNames[field] ?? field} ${countWords(count)}`).join(', ')}. Their word stands over that of the rules.</p>`}
${work.approved.length === 0 ? '' : table(work.approved.length > shown ? `Sites approved to be asked for a link (${shown} of ${countWords(work.approved.length)})` : 'Sites approved to be asked for a link', ['Site', 'Tier', 'Why', 'Approved'], work.approved.slice(0, shown).map((row) => [html`<span class="address">${row.domain}</span>`, row.tier === null ? 'not judged' : `T${row.tier}`, row.comment === '' ? row.reason : `${row.reason} “${row.comment}”`, `${dateWords(row.at)}, ${row.by}`]))}
${work.tasks.open === 0 ? html`<p>No task is open.</p>` : html`<h3>What waits</h3><p>${countOf(work.tasks.open, 'task')} ${work.tasks.open === 1 ? 'is' : 'are'} open${work.tasks.late === 0 ? '' : `, ${countWords(work.tasks.late)} of them late`}; ${countWords(work.tasks.done)} ${work.tasks.done === 1 ? 'is' : 'are'} done so far.</p>
<ul>${work.tasks.next.map(({ title, dueOn }) => html`<li>${title}${dueOn === null ? '' : html` <span class="soft">by ${dateWords(dueOn)}</span>`}</li>`)}</ul>`}`
}

const fieldNames: Readonly<Record<string, string>> = { type: 'type of link', tier: 'identity tier', anchorKind: 'kind of anchor text', area: 'area of the page' }
