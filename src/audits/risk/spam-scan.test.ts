import { describe, expect, it } from 'vitest'
import { exampleLists } from './example-facts.js'
import { skeleton } from './name-likeness.js'
import { namesPatient, personalParameters, redactedUrl } from './personal-data.js'
import { fold, scanText, tokensOf } from './spam-scan.js'

describe('finding phrases', () => {
  it.each([
    ['Buy VIAGRA now', ['spam/drug-offer buy viagra', 'spam/drug viagra', 'spam/sale buy']],
    ['v1agra', ['spam/drug viagra']],
    ['V!AGRA, c1al1s', ['spam/drug viagra', 'spam/drug cialis']],
    ['ｖｉａｇｒａ', ['spam/drug viagra']],
    ['vi\u00adag\u200bra', ['spam/drug viagra']],
    ['víágrá', ['spam/drug viagra']],
    ['v i a g r a', ['spam/drug viagra']],
    ['ca$ino', ['spam/casino casino']],
    ['specialist socialists', []],
    ['online   casino – bonus', ['spam/casino-offer online casino bonus', 'spam/casino casino']],
    ['人気の激安ショップ', ['spam/injected 激安']],
    ['友情链接', ['risk/exchange 友情链接']],
    ['', []],
    ['42 17', []],
  ] as Array<[string, string[]]>)('%j', (text, hits) => {
    expect(scanText(text, exampleLists).filter((hit) => hit.list !== 'risk/any-trade').map((hit) => `${hit.list} ${hit.phrase}`).sort()).toEqual([...hits].sort())
  })

  it('folds and splits', () => {
    expect(fold('İZMİR Ärzte – バイアグラ')).toBe('izmir arzte – バイアグラ')
    expect(tokensOf(fold('a-b_c d@e x! 5%'))).toEqual(['a', 'b', 'c', 'd@e', 'x', '5'])
  })
})

describe('names alike', () => {
  it.each([['nоrthgate', 'northgate'], ['n0rthgate', 'northgate'], ['modem', 'modern'], ['vvalk', 'walk'], ['dayt0n', 'dayton'], ['c1inic', 'clinic']])('%s looks like %s', (a, b) => expect(skeleton(a, exampleLists)).toBe(skeleton(b, exampleLists)))
})

describe('personal data', () => {
  it.each([
    ['https://c.example/a?utm_source=x&id=5', []],
    ['https://c.example/a?mrn=4482913', ['record mrn']],
    ['https://c.example/a?Patient_ID=4482913&dob=1961-04-02', ['record Patient_ID', 'record dob']],
    ['https://c.example/a?patient=new', []],
    ['https://c.example/a?dob=%7Bdob%7D&mrn=123', []],
    ['https://c.example/mychart/visit?token=9f8e7d6c5b4a39281', ['access token']],
    ['https://c.example/blog?token=9f8e7d6c5b4a39281', []],
    ['https://c.example/portal/login?email=ana%40mail.example', ['record email']],
    ['https://c.example/newsletter?email=ana%40mail.example', []],
    ['https://c.example/a?dob=%E0%A4%A', ['record dob']],
  ] as Array<[string, string[]]>)('%s', (url, found) => expect(personalParameters(url, exampleLists).map(({ kind, name }) => `${kind} ${name}`)).toEqual(found))

  it('redacts', () => {
    expect(redactedUrl('https://c.example/visit/88812345/result?mrn=1#x')).toBe('https://c.example/visit/•••/result?•••')
    expect(redactedUrl('https://c.example/a')).toBe('https://c.example/a')
  })

  it.each([
    ['our patient Marga Telmann was treated for epilepsy', true],
    ['Patientin Anna-Lena Großmann, Diagnose epilepsy', true],
    ['Patient Care Center: epilepsy guide', false],
    ['Dr. Marga Telmann tells each patient about epilepsy', false],
    ['Amara Rao sees every patient with epilepsy', false],
    ['our patient was treated for epilepsy', false],
    ['our patient Marga Telmann likes gardens', false],
  ])('%s: %s', (text, found) => expect(namesPatient(text, ['patient', 'patientin'], ['epilepsy'], ['Amara Rao'], new Set(['care', 'center']))).toBe(found))
})
