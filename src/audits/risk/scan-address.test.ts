import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { mayHoldPhrase, plainTokens, scanAddress, scanText } from './spam-scan.js'
import { hostText, pathOf, pathText } from './url-text.js'

let lists: Lists

beforeAll(async () => {
  lists = await loadLists()
})

const piece = fc.constantFrom('buy', 'viagra', 'v1agra', 'ca$ino', 'online', 'write', 'for', 'us', 'v', 'i', 'a', 'g', 'r', '2026', '/', '-', '_', '.', '?', '=', '&', '+', '#', '@', '!', '$', '%20', '%', 'é', '賭', 'B', ';', '~')
const path = fc.array(piece, { maxLength: 20 }).map((pieces) => `/${pieces.join('')}`)
const host = fc.array(fc.constantFrom('buy', 'cheap', 'viagra', 'clinic', '1', 'x', '-', '.'), { minLength: 1, maxLength: 6 }).map((pieces) => `${pieces.join('')}.example`)

test('an address is scanned as if it were written out in words, or not at all', () => {
  fc.assert(fc.property(host, path, (name, rest) => {
    const hits = scanAddress(name, rest, lists)
    if (hits !== undefined) expect(hits).toEqual(scanText(`${hostText(name)} ${pathText(`https://${name}${rest}`)}`, lists))
  }), { numRuns: 1_000 })
})

test('words of plain text are those of the pattern', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
    const lower = text.toLowerCase()
    // oxlint-disable-next-line no-control-regex -- The range of ASCII, for which the function is.
    if (/^[\x00-\x7f]*$/u.test(lower)) expect(plainTokens(lower)).toEqual(lower.match(/[a-z0-9]+(?:[@$!][a-z0-9]+)*/gu) ?? [])
  }), { numRuns: 1_000 })
})

test('texts that hold a phrase of a list are never passed over, and others are', () => {
  const list = 'risk/scholarship'
  const words = [...lists.words(list), 'heart', 'a', 's c h o l a r s h i p', 'award$', '50', 'sch0larship', 'SCHOLARSHIP', 'é', '%41', '/', '?q=', '$']
  const text = fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', '-', '_', '.', '/')), { maxLength: 4 }).map((pieces) => pieces.flat().join(''))
  let found = 0
  fc.assert(fc.property(text, text, text, (title, path, anchor) => {
    const url = `https://paper.example/${path}`
    if (!scanText(`${title} ${pathText(url)} ${anchor}`, lists).some((hit) => hit.list === list)) return
    found += 1
    expect(mayHoldPhrase(list, [title, pathOf(url), anchor], lists)).toBe(true)
  }), { numRuns: 1_000 })
  expect(found).toBeGreaterThan(100)
  expect(mayHoldPhrase(list, ['Heart health news', '/blog/post/17', 'Oak Street Clinic'], lists)).toBe(false)
  // Found by other lists, but not by this one.
  expect(mayHoldPhrase(list, ['buy viagra online', '/', ''], lists)).toBe(false)
})
