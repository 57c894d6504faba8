// Prints src/model/public-suffixes.ts from the Public Suffix List as the installed tldts carries it, so that the
// rules have one source and a version that package-lock.json pins. Run after an update of tldts.
import { readFileSync, writeFileSync } from 'node:fs'
import { edgeChild, edgeLength, edgeStart, exceptionsRoot, labelText, nodeFlags, rulesRoot } from '../node_modules/tldts/dist/es6/src/data/trie.js'

const version = JSON.parse(readFileSync(new URL('../node_modules/tldts/package.json', import.meta.url), 'utf8')).version
const offsets = []
for (let edge = 0, offset = 0; edge < edgeLength.length; edge += 1) {
  offsets.push(offset)
  offset += edgeLength[edge]
}
const rules = { icann: [], private: [] }

function walk(node, suffix, prefix) {
  const flag = nodeFlags[node]
  if (suffix && flag & 1) rules.icann.push(prefix + suffix)
  if (suffix && flag & 2) rules.private.push(prefix + suffix)
  for (let edge = edgeStart[node]; edge < edgeStart[node + 1]; edge += 1) {
    const label = labelText.slice(offsets[edge], offsets[edge] + edgeLength[edge])
    walk(edgeChild[edge], suffix ? `${label}.${suffix}` : label, prefix)
  }
}
walk(rulesRoot, '', '')
walk(exceptionsRoot, '', '!')
const all = (list) => [...new Set(list)].sort().join(' ')
writeFileSync(
  new URL('../src/model/public-suffixes.ts', import.meta.url),
  `// Printed by scripts/public-suffixes.mjs from tldts ${version}; do not edit.
// Public Suffix List, Mozilla Public License 2.0, https://publicsuffix.org/list/
// Rules in ASCII or Unicode form, separated by spaces; "*." is a wildcard, "!" an exception.

export const publicSuffixVersion = 'tldts ${version}'

export const icannSuffixes =
  '${all(rules.icann)}'

export const privateSuffixes =
  '${all(rules.private)}'
`,
)
console.error(`${rules.icann.length} ICANN rules, ${rules.private.length} private rules`)
