import { readableHosts } from '../../src/model/readable-host.js'
import { en } from './en.js'
import { countWords, locale } from './format.js'

export type MessageKey = keyof typeof en

/** Names of the parameters of a message, read from its text: `{$site}` and `{$count, plural, …}`. */
type Names<Text extends string> = Text extends `${string}{$${infer Rest}` ? (Rest extends `${infer Name}}${infer After}` ? (Name extends `${infer Bare},${string}` ? Bare | Names<AfterComma<Rest>> : Name | Names<After>) : never) : never
type AfterComma<Text extends string> = Text extends `${string},${infer After}` ? After : never

export type MessageValues<Key extends MessageKey> = { [Name in Names<(typeof en)[Key]>]: string | number }

/**
 * One message of the catalogue with its values put in. Numbers are written as the reader's locale does, hosts by their letters. The only way in
 * which the app says anything, so that every word can be translated.
 *
 *     say('links.title', { count: 412 })   // "412 links, best first"
 */
export function say<Key extends MessageKey>(key: Key, ...[values]: Names<(typeof en)[Key]> extends never ? [] : [MessageValues<Key>]): string {
  return filled(en[key], (values ?? {}) as Record<string, string | number>)
}

/** The same for a key that is known only when the program runs (`type.LT-03`); the fallback where there is no such message. */
export function sayIfKnown(key: string, fallback: string): string {
  return (en as Record<string, string>)[key] ?? fallback
}

/** Fills `{$name}`, `{$n, plural, =0 {…} one {…} other {# …}}` and `{$word, select, a {…} other {…}}`; parts may hold parts. */
export function filled(text: string, values: Record<string, string | number>, hash?: string): string {
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!
    if (letter === '#' && hash !== undefined) out += hash
    else if (letter === '{' && text[at + 1] === '$') {
      const end = closing(text, at)
      out += part(text.slice(at + 2, end), values)
      at = end
    } else out += letter
  }
  return out
}

function part(inner: string, values: Record<string, string | number>): string {
  const [name = '', kind = '', ...rest] = inner.split(',')
  const value = values[name.trim()] ?? ''
  const shown = typeof value === 'number' ? countWords(value) : readableHosts(value)
  if (kind === '') return shown
  const branches = branchesOf(rest.join(','))
  if (kind.trim() === 'select') return filled(branches.get(String(value)) ?? branches.get('other') ?? '', values)
  const number = Number(value)
  return filled(branches.get(`=${number}`) ?? branches.get(plurals.select(number)) ?? branches.get('other') ?? '', values, shown)
}

function branchesOf(text: string): Map<string, string> {
  const branches = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('{', at)
    if (open < 0) break
    const end = closing(text, open)
    branches.set(text.slice(at, open).trim(), text.slice(open + 1, end))
    at = end + 1
  }
  return branches
}

/** Where the bracket that opens at `at` closes. */
function closing(text: string, at: number): number {
  let depth = 0
  for (let here = at; here < text.length; here += 1) {
    if (text[here] === '{') depth += 1
    if (text[here] === '}' && (depth -= 1) === 0) return here
  }
  return text.length
}

const plurals = new Intl.PluralRules(locale.language)
