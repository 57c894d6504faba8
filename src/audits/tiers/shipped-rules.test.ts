import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { isPublicSuffix, registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { civicName } from './civic-names.js'
import { labelTest } from './label-patterns.js'
import { officialNameOf } from './official-suffixes.js'

/** Every entry of the lists that judgements read is well formed, does something, and is asked for. */

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const data = new URL('../../../data/', import.meta.url)
const read = (name: string) => JSON.parse(readFileSync(new URL(name, data), 'utf8')) as { words?: Record<string, string[]>; table?: Record<string, unknown>; suffixRules?: Array<{ kind: string; suffixes: string[] }> }
const sourceOf = (folder: URL): string => readdirSync(folder, { withFileTypes: true }).map((entry) => (entry.isDirectory() ? sourceOf(new URL(`${entry.name}/`, folder)) : entry.name.endsWith('.ts') && !/\.test\.ts$|example/u.test(entry.name) ? readFileSync(new URL(entry.name, folder), 'utf8') : '')).join('\n')

describe('suffix rules', () => {
  const groups = read('suffix-rules.json').suffixRules!
  const all = groups.flatMap(({ kind, suffixes }) => suffixes.map((suffix) => [suffix, kind] as const))

  it('name each suffix once', () => {
    expect(all.length).toBeGreaterThan(350)
    expect(all.map(([suffix]) => suffix).filter((suffix, at, names) => names.indexOf(suffix) !== at)).toEqual([])
  })

  it('decide what stands below, with who may have a name there', () => {
    for (const [suffix, kind] of all) {
      const name = officialNameOf(`riverdale.${suffix}`, lists)
      expect([suffix, name?.rule, (name?.who.length ?? 0) > 10]).toEqual([suffix, `.${suffix}`, true])
      if (kind !== 'national health service') expect([suffix, name?.kind]).toEqual([suffix, kind])
    }
  })

  it('are suffixes of a registry, or names that one body holds', () => {
    for (const [suffix] of all) expect([suffix, isPublicSuffix(suffix) || registrableDomain(suffix) !== undefined || !suffix.includes('.')]).toEqual([suffix, true])
  })

  it('leave out what is let to anybody', () => {
    const open = ['edu.pl', 'mil.pl', 'gmina.pl', 'powiat.pl', 'ac.nz', 'school.nz', 'edu.vn', 'med.br', 'go.it', 'ac.im', 'ac.me', 'edu.me', 'edu.la', 'museum', 'health', 'hospital', 'doctor', 'dental', 'org', 'med', 'org.uk', 'ac']
    for (const suffix of open) expect([suffix, officialNameOf(`riverdale.${suffix}`, lists)]).toEqual([suffix, null])
  })
})

describe('patterns', () => {
  it.each(['label/health', 'label/hospital', 'label/personal', 'label/school', 'label/practice', 'label/health-service', 'label/military-health', 'academic/other-subjects', 'identity/hospital-names'])('of %s each fit their own words', (id) => {
    const words = lists.words(id)
    expect(words.length).toBeGreaterThan(0)
    for (const pattern of words) expect([pattern, /^\*?[^*]+\*?$/u.test(pattern) && labelTest(lists, id)(pattern.replaceAll('*', ''))]).toEqual([pattern, true])
    expect(labelTest(lists, id)('qqq')).toBe(false)
  })

  it('of towns each name one', () => {
    for (const id of lists.wordIds('civic-name/')) for (const pattern of lists.words(id)) expect([pattern, civicName(pattern.replace('*', 'beispielau'), lists)?.kind]).toEqual([pattern, 'municipality'])
  })
})

describe('word lists of tiers, places and risk', () => {
  const files = ['tier-words.json', 'identity-words.json', 'place-words.json', 'spam-names.json', 'spam-words.json', 'link-sellers.json', 'tld-abuse.json', 'medical-schools.json', 'host-words.json']
  const source = sourceOf(new URL('../../', import.meta.url))
  /** A list is asked for by its whole id, or by the beginning that it shares with its kin. */
  const isAskedFor = (id: string) => source.includes(`'${id}'`) || id.split('/').some((_, at, parts) => at > 0 && ["'", '`'].some((quote) => source.includes(`${quote}${parts.slice(0, at).join('/')}/`)))

  it.each(files)('%s: each list is asked for, each word stands there once and without spaces around it', (file) => {
    const { words = {}, table = {} } = read(file)
    for (const id of [...Object.keys(words), ...Object.keys(table)]) expect([id, isAskedFor(id)]).toEqual([id, true])
    for (const [id, list] of Object.entries(words)) {
      expect([id, list.length > 0, list.filter((word) => word === '' || word !== word.trim())]).toEqual([id, true, []])
      expect([id, list.filter((word, at) => list.indexOf(word) !== at)]).toEqual([id, []])
    }
  })

  it('names of trades hold only lists that the reading of names knows', () => {
    for (const id of lists.wordIds('name/')) expect([id, source.includes(`'${id.slice('name/'.length)}'`) || source.includes(`'${id}'`) || id === 'name/filler']).toEqual([id, true])
    for (const id of lists.words('name-lists/things')) expect(lists.words(id).length).toBeGreaterThan(0)
  })
})
