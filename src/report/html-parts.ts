import { escapeHtml, html, Markup } from './markup.js'
import { shortAddress } from './words.js'

/** A titled part of a report. */
export function section(id: string, title: string, body: Markup): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>
`
}

/** Columns beyond which a table is set smaller, so that it fits the paper. */
const wideColumns = 6

/** Columns that stand beside each other on a phone: a name and two more, or a name and three of numbers. */
const phoneColumns = 3

/** Rows that stay together on paper. */
const rowsKept = 9

/**
 * A table of a report; `numeric` names the columns of numbers. On a phone, where it is too wide, each row becomes a small
 * list of its own with the column beside each value; what still does not fit scrolls by itself.
 */
export function table(caption: string, head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | Markup>>, numeric: readonly number[] = []): Markup {
  const stacks = head.length > phoneColumns && !(head.length === phoneColumns + 1 && numeric.length === phoneColumns)
  const classes = [...(head.length > wideColumns ? ['wide'] : []), ...(stacks ? ['stack'] : [])].join(' ')
  const label = (at: number) => (stacks && at > 0 ? html` data-label="${head[at]}"` : '')
  return html`<div class="scroll${rows.length <= rowsKept ? ' keep' : ''}" tabindex="0" role="region" aria-label="${caption}"><table${classes === '' ? '' : html` class="${classes}"`}><caption>${caption}</caption><thead><tr>${head.map((cell, at) => html`<th scope="col"${numeric.includes(at) ? html` class="num"` : ''}>${cell}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell, at) => html`<td${numeric.includes(at) ? html` class="num"` : ''}${label(at)}>${cell}</td>`)}</tr>`)}</tbody></table></div>`
}

/** Folded on screen, open on paper. */
export function folded(label: string, body: Markup): Markup {
  return html`<details><summary>${label}</summary>${body}</details>`
}

/** Addresses of strangers are text, not links, so that a report can be opened anywhere without care. What can be copied from the tip is the exact one. */
export function address(url: string | null, domain: string): Markup {
  const whole = url ?? domain
  return html`<span class="address" title="${new Markup(escapeHtml(whole))}">${shortAddress(whole, 64)}</span>`
}

/** Tier by number and name, with its shade. */
export function tierBadge(tier: number, name: string): Markup {
  return html`<span class="tier t${tier}">T${tier} ${name}</span>`
}
