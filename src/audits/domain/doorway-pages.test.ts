import { describe, expect, it } from 'vitest'
import { simHash } from '../../extract/page-features-simhash.js'
import { exampleDomainFacts, type ExamplePage } from '../risk/example-facts.js'
import doorwayPages from './doorway-pages.js'

const towns = ['Dayton', 'Springfield', 'Xenia', 'Troy', 'Kettering', 'Fairborn', 'Miamisburg', 'Piqua']
const advice = (town: string) => `People in ${town} ask us every day how they can keep their teeth. Healthy teeth are good for the whole body and for the mind of everyone. Dentists say that people should have their teeth cleaned twice a year, that children should come with their first tooth, and that nobody needs to be afraid of pain today. Modern materials look natural and last for decades when they are looked after well. Ask about sedation, about payment by the month, and about insurance, since most plans cover two cleanings and one set of pictures every year. Many families of ${town} go to Oak Dental and smile again with confidence. Parking is free, the rooms are bright, and the team speaks several languages. New patients from ${town} are welcome every day of the week. A first visit includes a full examination with digital pictures, a written plan, and a price that never changes later, and nobody is asked to decide on the same day.`
const hashOf = (text: string) => simHash(text.toLowerCase().match(/\p{L}+/gu)!)

function verdictOf(pageOf: (town: string, at: number) => ExamplePage & { text: string }, type: 'LT-01' | 'LT-03' = 'LT-01') {
  const pages = towns.map((town, at) => {
    const { text, ...page } = pageOf(town, at)
    return { ...page, url: `https://smilefacts.example/area/${at}`, features: { mainWordCount: text.split(' ').length, textSimHash: hashOf(text), ...page.features } }
  })
  return doorwayPages.judge(exampleDomainFacts('smilefacts.example', pages.map(({ url }) => ({ page: url, type })), pages), doorwayPages.options)
}

describe('RISK-18 of others', () => {
  it('finds pages of which only the town is another, with every page named', () => {
    const answer = verdictOf((town) => ({ text: advice(town), title: `Healthy smiles for ${town}` }))
    expect(answer).toMatchObject({ verdict: 'flag', strength: 0.35 })
    expect(answer.evidence!.length).toBeGreaterThanOrEqual(5)
    expect(verdictOf((town) => ({ text: advice(town), title: `Healthy smiles for ${town} – Smile Facts` })).verdict).toBe('flag')
  })

  it.each<[string, (town: string, at: number) => ExamplePage & { text: string }, string]>([
    ['branches with streets of their own', (town, at) => ({ text: advice(town), title: `Oak Dental in ${town}`, features: { addressCount: 1, extra: { places: [{ street: `${at + 1} High Street`, city: town }] } } }), 'pass'],
    ['pages that name addresses, we do not know whose', (town) => ({ text: advice(town), title: `Oak Dental in ${town}`, features: { addressCount: 1 } }), 'unknown'],
    ['pages of rules under the name of the site', (town, at) => ({ text: advice(town), title: `${['Privacy', 'Imprint', 'Accessibility', 'Cookies', 'Complaints', 'Terms', 'Returns', 'Contact'][at]!} | Smile Facts` }), 'pass'],
    ['pages of one list', (_town, at) => ({ text: advice(towns[at]!), title: `All smiles of the year, page ${at + 1}` }), 'pass'],
    ['articles with titles of their own', (town, at) => ({ text: advice(town), title: ['How we keep our teeth', 'First tooth', 'Afraid of pain?', 'Bright rooms', 'What plans cover', 'A written plan', 'Digital pictures', 'Natural materials'][at]! }), 'pass'],
    ['one page under several addresses', () => ({ text: advice('Dayton'), title: 'Healthy smiles' }), 'pass'],
    ['towns of which each has a text of its own', (town, at) => ({ text: `${town} ${Array.from({ length: 150 }, (_, word) => `wort${'abcdefgh'[at]!}${'klmnopqrst'[word % 10]!}${'uvwxyzabcdefghi'[word % 15]!}`).join(' ')}`, title: `Healthy smiles for ${town}` }), 'pass'],
  ])('not %s', (_what, pageOf, verdict) => expect(verdictOf(pageOf).verdict).toBe(verdict))

  it('not the pages of a directory', () => expect(verdictOf((town) => ({ text: advice(town), title: `Dentists in ${town}` }), 'LT-03').verdict).toBe('pass'))
})
