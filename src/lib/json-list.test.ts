import { describe, expect, it } from 'vitest'
import { parseJsonList } from './json-list.js'
import { slices } from './slices.js'

const parse = (text: string) => parseJsonList(Buffer.from(text), slices(), 100)
const long = (item: (at: number) => unknown, count = 600) => Array.from({ length: count }, (_, at) => item(at))

describe('a list in JSON', () => {
  it.each([
    ['nothing', []],
    ['few', ['a', 1, null, { b: [2] }]],
    ['words', long((at) => `word ${at}`)],
    ['words with every sign of JSON', long((at) => `"],[${at}\\",{}"\\\\"${'\\'.repeat(at % 5)}`)],
    ['words of all scripts', long((at) => `Ärzte 診療 💉 ${at}\n\u0000`)],
    ['pairs', long((at) => [at, `https://a.example/"${at}",`])],
    ['nested', long((at) => ({ list: [at, [at, '"']], text: '{' }))],
    ['empty words', long(() => '', 3_000)],
    ['words that are commas', long(() => ',', 3_000)],
    ['words with borders in them', long((at) => (at % 2 === 0 ? `a],[b","${at}` : ['],[', `${at}`]))],
    ['pairs with borders in them', long((at) => [[at], ['],[', [at]], '","'])],
    ['numbers', long((at) => at, 3_000)],
  ])('is read as JSON.parse reads it: %s', async (_, list) => {
    expect(await parse(JSON.stringify(list))).toEqual(list)
    expect(await parse(JSON.stringify(list, null, 1))).toEqual(list)
  })

  it.each(['', '{}', '1', '[', '[1,]', `[${'"a",'.repeat(2_000)}]`, `["${'a'.repeat(3_000)}`, `[${'["a"],'.repeat(1_000)}"]`, `[${'1,'.repeat(3_000)}1]]`])('is refused where it is none (%#)', async (text) => {
    await expect(parse(text)).rejects.toThrow(SyntaxError)
  })
})
