import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { progressBar, progressInWords } from './progress-bar.js'

const bytes = { stage: 'Reading a.warc.gz', unit: 'bytes' }

it.each([
  [{ ...bytes, done: 34_000_000, total: 55_000_000 }, 2_000, 'Reading a.warc.gz: 61 %, 34 MB of 55 MB, 17 MB/s, 1 s left'],
  [{ ...bytes, done: 500, total: null }, 0, 'Reading a.warc.gz: 500 B'],
  [{ stage: 'Judging links', unit: 'links', done: 10, total: 10 }, 1_000, 'Judging links: 100 %, 10 of 10 links, 10/s'],
])('%j', (progress, elapsedMs, words) => {
  expect(progressInWords(progress, elapsedMs)).toBe(words)
})

it.each([
  ['a terminal', true, '\r\u001b[2K██████████░░░░░░░░░░ A: 50 %, 1 of 2 links, 0/s, 3 s left\r\u001b[2K'],
  ['a file: one line a second', false, 'A: 50 %, 1 of 2 links, 0/s, 3 s left\n'],
])('on %s', (_, isTTY, expected) => {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 120 })
  let clock = 0
  const bar = progressBar({ stdin: new PassThrough(), stdout: new PassThrough(), stderr, env: {} }, () => clock)
  bar.show({ stage: 'A', done: 0, total: 2, unit: 'links' })
  clock = 3_000
  bar.show({ stage: 'A', done: 1, total: 2, unit: 'links' })
  clock = 3_050
  bar.show({ stage: 'A', done: 2, total: 2, unit: 'links' })
  bar.clear()
  expect(String(stderr.read())).toBe(expected)
})
