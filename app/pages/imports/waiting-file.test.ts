import { expect, test } from 'vitest'
import { groupsOf, kindOf, lookedAt, memberName, needsTarget, withFiles, withoutName, type Preview, type WaitingFile } from './waiting-file.js'

test.each([
  ['links.csv', 'export'], ['links.zip', 'export'], ['links.CSV.gz', 'export'], ['crawl.warc.gz', 'archive'], ['crawl.WARC', 'archive'], ['old.arc.gz', 'archive'], ['page.html', 'archive'], ['crawl.wat.gz', 'archive'], ['warc', 'export'],
] as const)('%s goes to the reader of an %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind)
})

const file = (name: string, size = 3) => ({ name, size, lastModified: 1 }) as File

test('the same file handed in twice is one line', () => {
  const first = withFiles([], [file('a.csv'), file('b.csv'), file('a.csv')])
  expect(first.waiting.map((one) => one.file.name)).toEqual(['a.csv', 'b.csv'])
  expect(first.twice).toEqual(['a.csv'])
  expect(withFiles(first.waiting, [file('a.csv', 4)]).twice).toEqual([])
})

test('only what is ready goes in, by reader and target', () => {
  const ready = (name: string, target: string | null, state: WaitingFile['state'] = 'ready'): WaitingFile => ({ key: name, file: file(name), kind: kindOf(name), target, state, previews: [], message: null, progress: null })
  const groups = groupsOf([ready('a.csv', null), ready('b.csv', 'rival.example'), ready('c.csv', null), ready('d.warc.gz', null), ready('e.csv', null, 'refused')])
  expect(groups.map((group) => [group.kind, group.target, group.files.map((one) => one.key)])).toEqual([
    ['export', null, ['a.csv', 'c.csv']], ['export', 'rival.example', ['b.csv']], ['archive', null, ['d.warc.gz']],
  ])
})

const told = (more: Partial<Preview>) => ({ refusal: null, accepted: 1, needsTarget: false, ...more }) as Preview

test.each([
  ['a file with rows', [told({})], 'ready'],
  ['an archive with one member that is no list', [told({ refusal: 'x', accepted: 0 }), told({})], 'ready'],
  ['a list that names no site', [told({ refusal: 'x', accepted: 0, needsTarget: true })], 'asks'],
  ['a file of which no row can be read', [told({ accepted: 0 })], 'nothing'],
  ['a picture', [told({ refusal: 'x', accepted: 0 })], 'refused'],
] as const)('%s', (_, previews, state) => {
  expect(lookedAt(previews)).toBe(state)
})

test('a file asks which site it is about until somebody says it', () => {
  const previews = [told({ refusal: 'x', accepted: 0, needsTarget: true })]
  expect(needsTarget({ target: null, previews })).toBe(true)
  expect(needsTarget({ target: 'clinic.example', previews })).toBe(false)
})

test('a message stands under the name of its file, so it does not say it again', () => {
  expect(withoutName('a.zip: the archive is cut off.', 'a.zip')).toBe('The archive is cut off.')
  expect(withoutName("a.csv, line 2: no column 'Target'.", 'a.csv')).toBe("Line 2: no column 'Target'.")
  expect(withoutName('No row can be read.', 'a.csv')).toBe('No row can be read.')
  expect(memberName('a.zip › links.csv', 'a.zip')).toBe('links.csv')
})
