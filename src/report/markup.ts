import { readableHosts } from '../model/readable-host.js'

/** Text that is safe inside HTML and SVG, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, (character) => entities[character] ?? '')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Markup that was built here and is not escaped again. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | null | undefined | false | ReadonlyArray<Markup>

/** Template tag: every value is escaped unless it is `Markup`, hosts are written by their letters. Everything on a page comes through here. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(strings.reduce((text, string, at) => text + (at === 0 ? '' : part(values[at - 1])) + string, ''))
}

function part(value: Part): string {
  if (value === null || value === undefined || value === false) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map((markup) => markup.text).join('')
  return escapeHtml(readableHosts(String(value)))
}
