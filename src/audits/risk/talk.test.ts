import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { LinkTypeId } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import { runLinkAudits } from '../run-audits.js'
import { exampleLinkFacts } from './example-facts.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

function rulesOf(title: string, text: string, { page = 'https://some-site.example/a', type, link }: { page?: string; type?: LinkTypeId; link?: string } = {}): string[] {
  const externalLinks = link === undefined ? [] : [{ domain: 'lucky.example', text: link, followed: true }]
  const facts = exampleLinkFacts({ page, title, before: text.slice(-200), ...(type === undefined ? {} : { type }) }, { pageRecord: { features: { headings: [title], extra: { mainStart: text, mainEnd: '', externalLinks } } } })
  return runLinkAudits({ ...facts, lists }).map(({ rule }) => rule).filter((rule) => rule === 'RISK-06' || rule === 'RISK-26')
}

describe('who talks of a trade sells nothing (RISK-06, RISK-26)', () => {
  it.each([
    ['Buying medicines online', 'Never buy Viagra without prescription from sites that offer cheap pills with overnight delivery.'],
    ['Medikamente im Netz', 'Kaufen Sie niemals Viagra ohne Rezept bei billigen Anbietern mit diskreter Lieferung.'],
    ['Médicaments en ligne', 'N’achetez jamais de viagra sans ordonnance sur un site inconnu.'],
    ['Medicinas en la red', 'No compre nunca viagra sin receta en una página desconocida.'],
    ['Meine Geschichte', 'Jeder Online Casino Bonus zog mich weiter hinein, am Ende nahm ich einen Sofortkredit auf.'],
    ['How it began', 'I lost $5,000 before I saw that every online casino bonus was bait.'],
    ['Replica swords in the collection', 'The replica watches of the railway were made in 1900.'],
    ['Essay writing service of the university', 'Our essay writing service helps students; the writing centre is free.'],
  ])('%s', (title, text) => expect(rulesOf(title, text)).toEqual([]))

  it('a question in a forum', () => {
    expect(rulesOf('Where to get cheap viagra?', 'Please see a doctor.', { type: 'LT-10', page: 'https://some-forum.example/thread/9' })).toEqual([])
  })

  it.each([
    ['Buy Viagra without prescription', 'Generic Viagra $0.99 per pill. Never buy from others! Order now.', {}],
    ['Viagra rezeptfrei bestellen', 'Potenzmittel ohne Rezept ab 0,99 € pro Tablette, diskrete Lieferung. Jetzt kaufen!', {}],
    ['Acheter viagra sans ordonnance', 'Livraison gratuite, ajouter au panier.', {}],
    ['Comprar viagra sin receta', 'Envío gratis, añadir al carrito.', {}],
    ['Лучшее казино онлайн', 'Играть в казино на деньги, бонус за регистрацию.', {}],
    ['My story', 'I tried it and I loved the online casino bonus.', { link: 'online casino' }],
    ['Replica watches of our collection', 'Swiss replica watches in stock, free shipping.', {}],
  ])('still a seller: %s', (title, text, more) => expect(rulesOf(title, text, more)).toContain('RISK-06'))

  it('a claim denied is none', () => {
    expect(rulesOf('Dieser Tee ist kein Wundermittel', '')).toEqual([])
    expect(rulesOf('Wundermittel heilt Krebs', '')).toContain('RISK-26')
  })
})
