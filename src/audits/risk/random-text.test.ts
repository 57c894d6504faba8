import { expect, it } from 'vitest'
import { isUnwrittenAddress, looksDrawn, looksRandom } from './random-text.js'

it.each([
  ['x7k2m9qa', true], ['9f86d081884c7d65', true], ['q8xkvzt4prw1', true], ['heart-clinic', false], ['cardiology', false], ['covid19', false], ['20260301', false], ['top10tips', false],
  ['a1b2', false], ['rhythms', false], ['krankenhausgesellschaft', false], ['B2B4YOU9', true], ['12345678', false], ['', false],
])('looksRandom(%j) is %s', (piece, expected) => expect(looksRandom(piece)).toBe(expected))

it.each([
  ['https://parish.example/?p=4711', true], ['https://parish.example/index.php?id=92', true], ['https://parish.example/?x7k2m9qa', true], ['https://parish.example/wp/x7k2m9qa.html', true],
  ['https://parish.example/news/heart-walk-2026', false], ['https://parish.example/', false], ['https://parish.example', false], ['https://parish.example/?s=heart+walk', false], ['https://parish.example/news?id=92', false], ['no address', false],
  ['https://parish.example/wp/x7k2m9qa//', true], ['https://parish.example//', false], ['https://parish.example/?id=92&page=2', false], ['https://parish.example/?id=92?page=2', true], ['https://parish.example/x7k2m9qa?id=heart', true], ['https://parish.example/#x7k2m9qa', false], ['https://parish.example/x7k2m9qa/heart', false],
])('isUnwrittenAddress(%s) is %s', (url, expected) => expect(isUnwrittenAddress(url)).toBe(expected))

it.each([
  ['jqxmoymgti', true], ['iyqvzrbzt', true], ['x7k2m9qa4b', true], ['lzfxuqrtz', true], ['kjqavvsqb', true],
  ['riverton', false], ['krankenhausgesellschaft', false], ['rechtsschutz', false], ['szczecin', false], ['queensland', false], ['washington', false], ['mediathek', false], ['wwwxyz', false], ['barcelona', false], ['jazzfestival', false], ['wroclaw', false], ['trzebnica', false],
])('looksDrawn(%j) is %s', (piece, expected) => expect(looksDrawn(piece)).toBe(expected))
