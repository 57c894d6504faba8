import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { exampleRecord } from '../anchors/example-facts.js'
import identityTier from '../domain/identity-tier.js'
import { civicName } from './civic-names.js'
import { exampleDomain } from './tier-examples.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

it.each([
  ['cm-exemplo.pt', 'municipality'], ['jf-exemplo.pt', 'municipality'], ['mairie-exempleville.fr', 'municipality'], ['ville-exempleville.fr', 'municipality'], ['www.stadt-musterhausen.de', 'municipality'], ['gmina-przyklad.pl', 'municipality'], ['um-przyklad.pl', 'municipality'], ['gemeente-voorbeeld.nl', 'municipality'], ['comune.esempio.tv.it', 'municipality'], ['cityofsampleton.org', 'municipality'],
  ['sampleton-library.org', 'library'], ['sampletonhighschool.org', 'school'],
  ['cheapviagra-library.org', null], ['cm-viagra.pt', null], ['stadt-viagra.de', null], ['mairie-casino.fr', null], ['cityofviagra.org', null], ['um-casino.pl', null], ['buy-viagra-school.com', null], ['jfpills.pt', null], ['jf-pills.pt', null],
  ['comune.esempio.it', null], ['comune.viagra.tv.it', null], ['comune.casino.mi.it', null], ['hospital-sp-consultas.com', null], ['umowa.pl', null], ['umbrella.pl', null], ['villeneuve-immobilier.fr', null], ['villesetvoyages.fr', null], ['amt-schmidt.de', null], ['markt-apotheke.de', null], ['kreis-apotheke.de', null], ['stadt-apotheke.de', null], ['ville-neuve-immobilier.fr', null], ['ville-voyage.fr', null], ['gemeentekliniek.nl', null], ['um-sklep.pl', null], ['schoolofseo.com', null],
])('%s by its name is %s', (host, kind) => {
  expect(civicName(host, lists)?.kind ?? null).toBe(kind)
})

describe('a civic name whose pages were read', () => {
  const host = 'greenvalley-school-2009.example'
  const at = (main: string, part: { headings?: string[]; title?: string } = {}) => exampleRecord(`https://${host}/p`, { headings: part.headings ?? [], mainWordCount: 60, extra: { mainStart: main } }, { title: part.title ?? 'Why a check matters – greenvalley school' })
  const tierOf = (...pages: PageRecord[]) => identityTier.judge(exampleDomain(host, pages, lists))

  it('counts for nothing where they offer what no school does', () => {
    const answer = tierOf(at('Everyone wants the best. Many people also visit best online casino bonus and payday loans same day before the weekend.'), at('A walk by the river.'))
    expect(answer).toMatchObject({ tier: 6, kind: 'site' })
    expect(answer.evidence[0]).toMatchObject({ rule: 'TIER-NAME', polarity: '-', found: expect.stringMatching(/"school" in its name; but its pages/) as string })
  })

  it.each([
    ['speak of term dates', 'Term begins on Monday. Bring a coat and a pencil.'],
    ['warn of what others offer', 'Our social worker helps with gambling addiction: talk to your children about online casino bonus offers before the weekend.'],
  ])('still says a little where they %s, and how many were read', (_what, main) => {
    const answer = tierOf(at(main))
    expect(answer).toMatchObject({ tier: 5, kind: 'school', confidence: 'low' })
    expect(answer.evidence[0]!.found).toBe('"school" in its name, and the one page that was read does not say who stands behind it')
  })

  it('says that nothing else is known only where nothing was read', () => expect(tierOf().evidence[0]!.found).toBe('"school" in its name, and nothing else is known'))
})
