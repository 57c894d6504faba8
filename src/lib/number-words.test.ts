import { expect, it } from 'vitest'
import { countOf, countWords, shareWords } from './number-words.js'

it.each([[0, '0'], [999, '999'], [1_000, '1\u202f000'], [16_675, '16\u202f675'], [1_000_639, '1\u202f000\u202f639']])('writes the count %d', (count, words) => expect(countWords(count)).toBe(words))
it.each([[1, '1 link'], [2, '2 links'], [60_161, '60\u202f161 links']])('counts %d links', (count, words) => expect(countOf(count, 'link')).toBe(words))
it('takes a plural that is no word with an s', () => expect(countOf(2, 'entry', 'entries')).toBe('2 entries'))
it.each([[0, 0, '0\u202f%'], [0.284, 0, '28\u202f%'], [0.618, 1, '61.8\u202f%'], [1, 0, '100\u202f%']] as const)('writes the share %d with %d decimals', (share, decimals, words) => expect(shareWords(share, decimals)).toBe(words))
