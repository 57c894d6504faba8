import { describe, expect, it } from 'vitest'
import { linkIdOf, normalisedAnchor, pageIdsOf, remembered } from './keys.js'
import { inScope } from './scope.js'

describe('normalisedAnchor', () => {
  it.each([
    ['Flu  Shots', 'flu shots', true],
    ['shots flu', 'flu shots', false],
    ['Ärzte', 'ARZTE', true],
    ['Ａ１ clinic', 'a1 clinic', true],
    [' a\u00a0\n b ', 'a b', true],
    ['', ' ', true],
    ['がん', 'かん', false],
    ['ค่า', 'คา', false],
    ['йод', 'иод', true],
  ])('%j and %j: %s', (left, right, same) => expect(normalisedAnchor(left) === normalisedAnchor(right)).toBe(same))
})

describe('ids', () => {
  it('of one page by two addresses are the same, those of the addresses are not', () => {
    const [one, other] = [pageIdsOf('https://www.clinic.example/a/?utm_source=x#top'), pageIdsOf('http://clinic.example/a')]
    expect(one.pageId).toBe(other.pageId)
    expect(one.urlId).not.toBe(other.urlId)
  })

  it('of a link tell an empty anchor from one untold', () => {
    expect(new Set([linkIdOf('a', 'b', ''), linkIdOf('a', 'b', null), linkIdOf('a', 'b', 'c'), linkIdOf('ab', '', 'c')]).size).toBe(4)
  })

  it('remembered are those worked out', () => {
    let worked = 0
    const length = remembered((text) => (worked += 1) && text.length, 3)
    expect(['a', 'bb', 'a', 'ccc', 'a', 'dddd', 'bb', 'a'].map(length)).toEqual([1, 2, 1, 3, 1, 4, 2, 1])
    expect(worked).toBe(4)
  })
})

describe('inScope', () => {
  it.each([
    [null, null, null, true],
    ['clinic.example', null, null, false],
    [null, '/', null, false],
    ['clinic.example', null, 'https://www.clinic.example/x', true],
    ['www.clinic.example', null, 'https://clinic.example/x', true],
    ['clinic.example', null, 'https://shop.clinic.example/x', false],
    [null, '/care/', 'https://clinic.example/care/flu', true],
    [null, '/care/', 'https://clinic.example/care', true],
    [null, '/care/', 'https://clinic.example/care?x=1', true],
    [null, '/care/', 'https://clinic.example/careers', false],
    [null, '/care/', 'https://clinic.example/Care/', false],
    [null, '/care', 'https://clinic.example/careers', true],
    [null, '/care', 'https://clinic.example/#/care', false],
    [null, '/', 'https://clinic.example', true],
  ])('host %s, path %s: %s is %s', (host, pathPrefix, url, expected) =>
    expect(inScope({ domain: 'clinic.example', host, pathPrefix }, url, url === null ? 'clinic.example' : new URL(url).hostname)).toBe(expected))
})
