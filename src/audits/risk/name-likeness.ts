/**
 * Damerau–Levenshtein distance (neighbouring letters exchanged count as one), or `max + 1` once it is certain to be
 * larger. Names are host labels, at most 63 characters, so the table stays small.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    let best = row
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1))
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, before[column - 2]! + 1)
      current.push(cost)
      if (cost < best) best = cost
    }
    if (best > max) return max + 1
    before = previous
    previous = current
  }
  return previous[b.length]!
}

/** Letters and digits that look like a Latin letter: Cyrillic, Greek and others, under the letter they resemble. */
const lookalikesByLetter: Readonly<Record<string, string>> = {
  a: 'аαɑ4', b: 'ьв', c: 'сϲ', d: 'ԁ', e: 'еє3', g: 'ɡց', h: 'һհ', i: 'іıɩι', j: 'ј', k: 'кκ', l: 'ӏ1', n: 'ոп', o: 'оοօ0', p: 'рρ', q: 'ԛ', s: 'ѕ5', t: 'тτ', u: 'սυ', v: 'ѵν', w: 'ԝω', x: 'хχ', y: 'уγ',
}
const lookalikes = new Map(Object.entries(lookalikesByLetter).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)))

/** A name as the eye takes it: look-alike characters as the letter they resemble, accents dropped, `rn` as `m`, `vv` as `w`. */
export function skeleton(name: string): string {
  let text = ''
  for (const character of name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()) text += lookalikes.get(character) ?? character
  return text.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('i', 'l')
}
