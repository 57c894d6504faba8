// Prints src/extract/entity-table.ts: the named character references of the HTML Standard, as the `entities` package
// that parse5 brings carries them. Run after an update of parse5.
import { readFileSync, writeFileSync } from 'node:fs'
import { DecodingMode, decodeHTML, EntityDecoder, htmlDecodeTree } from '../node_modules/entities/dist/decode.js'

const version = JSON.parse(readFileSync(new URL('../node_modules/entities/package.json', import.meta.url), 'utf8')).version
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
const names = []

/** True while some name begins with `prefix`: the decoder then asks for more input. */
function goesOn(prefix) {
  const decoder = new EntityDecoder(htmlDecodeTree, () => {})
  decoder.startEntity(DecodingMode.Strict)
  return decoder.write(prefix, 0) < 0
}

function walk(prefix) {
  const value = decodeHTML(`&${prefix};`)
  if (prefix && !value.includes(';') && !(value.startsWith('&') && prefix.toLowerCase() !== 'amp')) {
    names.push([prefix, value, decodeHTML(`&${prefix}`) === value])
  } else if (prefix === 'semi') {
    names.push([prefix, ';', false])
  }
  for (const letter of letters) if (goesOn(prefix + letter)) walk(prefix + letter)
}
walk('')
if (names.length !== 2125) throw new Error(`expected 2125 names, found ${names.length}`)
const escapeText = (text) => [...text].flatMap((character) => character.split('')).map((unit) => (/[\w!#-&(-[\]-~]/u.test(unit) && unit !== '`' && unit !== '$' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('')
const lines = []
let line = ''
for (const [name, value, bare] of names) {
  const item = `${name}${bare ? '' : ';'} ${escapeText(value)} `
  if (line.length + item.length > 150) {
    lines.push(line)
    line = ''
  }
  line += item
}
lines.push(line.trimEnd())
writeFileSync(
  new URL('../src/extract/entity-table.ts', import.meta.url),
  `// Printed by scripts/entities.mjs from entities ${version}; do not edit.
// Named character references of the HTML Standard: name and characters, alternately. A name with ";" needs it.

export const entityTable =
${lines.map((text) => `  '${text}'`).join(' +\n')}
`,
)
console.log(`${names.length} names, ${names.filter((entry) => entry[2]).length} of them also without a semicolon`)
