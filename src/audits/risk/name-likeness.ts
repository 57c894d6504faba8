import type { Lists } from '../../model/lists.js'

const known = new WeakMap<Lists, ReadonlyMap<string, string>>()

/** Characters that look like a Latin letter, under the letter: rows of the list "letters/lookalike", the letter first. */
function lookalikesOf(lists: Lists): ReadonlyMap<string, string> {
  let lookalikes = known.get(lists)
  if (lookalikes === undefined) {
    const rows = lists.words('letters/lookalike').map((row) => row.split(' ', 2) as [string, string | undefined])
    known.set(lists, (lookalikes = new Map(rows.flatMap(([letter, others]) => [...(others ?? '')].map((other) => [other, letter] as const)))))
  }
  return lookalikes
}

/** Letters, digits and hyphens of ASCII: nearly every name, and nothing in it to be taken apart. */
const plainName = /^[a-z0-9-]*$/u

/** A name as the eye takes it: look-alike characters as the letter they resemble, accents dropped, `rn` as `m`, `vv` as `w`. */
export function skeleton(name: string, lists: Lists): string {
  const lookalikes = lookalikesOf(lists)
  let text = ''
  if (plainName.test(name)) for (let at = 0; at < name.length; at += 1) text += lookalikes.get(name[at]!) ?? name[at]!
  else for (const character of name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) text += lookalikes.get(character) ?? character
  return text.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('i', 'l')
}
