import { expect, it } from 'vitest'
import { fileOfBytes } from '../../model/file-input.js'
import type { Context } from '../../model/operation.js'
import compare from './compare.js'

const compared = (earlier: string, later: string) => compare.run({ earlier: fileOfBytes('old.txt', Buffer.from(earlier)), later: fileOfBytes('new.txt', Buffer.from(later)) }, {} as Context)

it('names the lines that a search engine would not read as they stand', async () => {
  const answer = await compared('example.com/en/\ndomain:http://bad.example/\ndomain:ok.example\n', 'domain:bad.example\ndomain:ok.example\n')
  expect(answer).toMatchObject({ addedCount: 0, removedCount: 0, kept: 2, problemCount: 2 })
  expect(answer.problems.map(({ file, line }) => [file, line])).toEqual([['old.txt', 1], ['old.txt', 2]])
  const text = compare.words!(answer)
  expect(text).toContain('0 lines added, 0 removed, 2 kept.')
  expect(text).toContain('2 lines are not as search engines read them')
  expect(text).toContain('old.txt: Line 1: “example.com/en/”')
  expect(text).toContain('old.txt: Line 2: read “domain:http://bad.example/” as domain:bad.example.')
})

it('says nothing of them where all is well', async () => {
  const answer = await compared('# note\ndomain:a.example\n', 'domain:a.example\nhttps://b.example/x\n')
  expect(answer).toMatchObject({ addedCount: 1, problems: [], problemCount: 0 })
  expect(compare.words!(answer)).toBe('1 line added, 0 removed, 1 kept.\n+ https://b.example/x')
})
