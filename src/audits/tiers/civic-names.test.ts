import { beforeAll, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { civicName } from './civic-names.js'

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
