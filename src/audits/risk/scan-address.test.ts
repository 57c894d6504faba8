import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { plainTokens, scanAddress, scanText } from './spam-scan.js'
import { hostText, pathText } from './url-text.js'

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
