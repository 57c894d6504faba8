import { describe, expect, it } from 'vitest'
import { isRelUntold } from './source-detail.js'

describe('rel', () => {
  it.each([
    [[], ['search-console-latest-links'], true],
    [[], ['search-console-latest-links', 'bing-backlinks'], true],
    [[], ['bing-backlinks', 'semrush-backlinks'], false],
    [[], ['archive:sample-web-2026-09.warc.gz'], false],
    [['nofollow'], ['plain-list'], false],
    [[], [], false],
  ])('%j seen by %j: untold %j', (rel, seenBy, expected) => {
    expect(isRelUntold({ rel, seenBy })).toBe(expected)
  })
})
