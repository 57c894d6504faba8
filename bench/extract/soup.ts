import { tagNames } from '../../src/extract/links/tags.js'

/** A repeatable stream of numbers from 0 up to but without `n`, from a seed. */
export function seeded(seed: number): (n: number) => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n
  }
}

const common = ['a', 'a', 'a', 'p', 'div', 'b', 'i', 'font', 'span', 'ul', 'li', 'table', 'tr', 'td', 'tbody', 'img', 'br', 'h2', 'em']
// parse5 8.0 does not yet count search as special, as the standard does; its soup is left out.
const rest = [...tagNames.filter((name) => name !== '' && name !== 'plaintext' && name !== 'frameset' && name !== 'search'), 'x-card', 'o:p', 'svg:a', 's:']
const texts = ['one', ' two ', '\n', ' ', '&amp;', '&nbsp;', '&#32;', '<', '< b', 'a &lt; b', '&notit;', '&copy=1']
const odd = [
  '<!-- c -->', '<!-->', '<!--->', '<!--a--!>', '<!-- x > y -->', '<!x>', '<?php a ?>', '</>', '</ a>', '<![CDATA[cd<a href=/no>]]>', '<!doctype html>', '\0', '<a', '"', "'", '>', '=',
  '<!--', '<script><!-- <script></script> --></script>', '<title>t</title>', '<p', '</p', '<textarea>x<a href=/no></textarea>',
]

const tableNames = new Set(['table', 'caption', 'col', 'colgroup', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'])

/** A random page of tag soup: every rule of tree construction comes up sooner or later. */
export function tagSoup(seed: number): string {
  const next = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[next(list.length)]!
  const rare = seed % 3 === 0 ? 3 : 12
  let html = next(3) === 0 ? '<!doctype html>' : ''
  if (next(4) === 0) html += '<html><head><title>x</title></head><body>'
  const length = 4 + next(40)
  let hasTable = false
  let inTemplate = false
  for (let index = 0; index < length; index += 1) {
    const kind = next(20)
    if (kind < 5) html += pick(texts)
    else if (kind === 5 && next(2) === 0) html += pick(odd)
    else {
      const picked = next(rare) === 0 ? pick(rest) : pick(common)
      // parse5 8.0 looks for a table in scope past a template, at which the standard stops.
      const name: string = inTemplate && hasTable && tableNames.has(picked) ? 'div' : picked
      hasTable ||= name === 'table'
      inTemplate ||= name === 'template'
      // parse5 8.0 lets the end tag of a table section that is not open end the row, which the standard does not.
      if (next(5) < 2 && name !== 'tbody' && name !== 'thead' && name !== 'tfoot') html += `</${name}>`
      else if (name === 'a') html += pick([`<a href="/${index}">`, `<a href=/${index}>`, '<a name=x>', `<A HREF='/${index}' href=/dup>`, `<a/href=/${index}/>`, `<a x=1>`])
      else html += pick([`<${name}>`, `<${name}>`, `<${name} class="c ${index}" data-x=>`, `<${name} title='<a href=/no>'>`, `<${name}/>`])
    }
  }
  if (next(30) === 0) html += '<frameset><frame></frameset>'
  if (next(30) === 0) html += '<plaintext><a href=/no>'
  return html
}
