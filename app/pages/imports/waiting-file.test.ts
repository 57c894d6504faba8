import { expect, test } from 'vitest'
import { groupsOf, kindOf, withFiles, type WaitingFile } from './waiting-file.js'

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
  const ready = (name: string, target: string | null, state: WaitingFile['state'] = 'ready'): WaitingFile => ({ key: name, file: file(name), kind: kindOf(name), target, state, previews: [], message: null })
  const groups = groupsOf([ready('a.csv', null), ready('b.csv', 'rival.example'), ready('c.csv', null), ready('d.warc.gz', null), ready('e.csv', null, 'refused')])
  expect(groups.map((group) => [group.kind, group.target, group.files.map((one) => one.key)])).toEqual([
    ['export', null, ['a.csv', 'c.csv']], ['export', 'rival.example', ['b.csv']], ['archive', null, ['d.warc.gz']],
  ])
})
