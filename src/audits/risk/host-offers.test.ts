import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../../test/real-data.js'
import { loadLists } from '../../files/shipped-lists.js'
import { hostOffers, nameHintMax } from './host-offers.js'
import { readName } from './name-reading.js'

const lists = await loadLists()
const tradesOf = (host: string) => hostOffers(host, lists).filter((offer) => offer.strength > nameHintMax).map((offer) => offer.trade)

describe('names that offer', () => {
  it.each([
    ['buyviagraonline.example', 'drug'], ['cheap-cialis-24.example', 'drug'], ['best-canadianpharmacy-rx.example', 'drug'], ['levitraqxm.example', 'drug'], ['lisinopril5mgnoprescription.example', 'drug'],
    ['kamagra-rezeptfrei-kaufen.example', 'drug'], ['acheter-viagra-enligne.example', 'drug'], ['comprar-cialis-sinreceta.example', 'drug'], ['tramadol-zonderrecept.example', 'drug'], ['mypillsstore24.example', 'drug'],
    ['mycheaprx.su', 'drug'], ['onlinecasinobonus.example', 'casino'], ['slotgacor-daftar.example', 'casino'], ['casino-sin-licencia.example', 'casino'], ['kasyno-online.example', 'casino'],
    ['payday-loans-fast.example', 'loans'], ['chwilowki24.example', 'loans'], ['cheap-essay-writers.example', 'essay'], ['replica-rolex.example', 'replica'], ['louisvuittonoutlet.example', 'replica'],
    ['buy-backlinks.example', 'links'], ['comprar-backlinks-baratos.example', 'links'], ['edu-gov-backlinks-buy.example', 'links'], ['seo-links.example', 'links'], ['kupit-ssylki.example', 'links'],
    ['viagra-zonder-recept.example', 'drug'], ['kupit-viagru.example', 'drug'], ['edfarmacia.example', 'drug'], ['deutsche-pillen.example', 'drug'], ['hilltop-library-cialis.example', 'drug'], ['geld-lenen-zonder-bkr.example', 'loans'], ['pikalaina-heti.example', 'loans'],
    ['kasyno-bez-rejestracji.example', 'casino'], ['casino-zonder-cruks.example', 'casino'], ['rotiri-gratuite-cazinou.example', 'casino'], ['stmary-parish-casino.example', 'casino'], ['county-fair-slots.example', 'casino'], ['tfg-por-encargo.example', 'essay'], ['replicas-relojes.example', 'replica'], ['linktausch-katalog.example', 'links'], ['buyfakedocuments.example', 'papers'],
    // Shops of pill networks under endings where no ordinary shop is called so; copies and parts of other sites; medicines between letters of chance.
    ['smarthealingbargain.ru', 'drug'], ['purecuringtrade.eu', 'drug'], ['512tabletok.ch.vu', 'drug'], ['vigera.example', 'drug'], ['cialis.garden-club.example', 'drug'], ['qjvviagratwkz.example', 'drug'], ['xktadalafilqwhk.example', 'drug'], ['lowestcialiscanada.example', 'drug'],
    // A place of trade or a number beside the pills, misspellings beside a pill, search words in a row.
    ['luckyrxmart.example', 'drug'], ['rxtrade24.example', 'drug'], ['aaapharmgate365.ru', 'drug'], ['qualitymeds4you.example', 'drug'], ['overseas-pharmacy.example', 'drug'], ['cillis-rx.example', 'drug'], ['buy-vigara.example', 'drug'], ['ed-pharmacy.example', 'drug'], ['buyonlinepharma.example', 'drug'],
    ['wwwbestdrugs.example', 'drug'], ['generictabsonline.example', 'drug'], ['steroids-shop.example', 'drug'], ['shroomstore.example', 'drug'], ['365marketoption.example', 'investments'], ['freesteamwalletcodes.example', 'codes'], ['realonlinedocuments.example', 'papers'],
    ['buy-thc-carts.example', 'cannabis'], ['maxtradeoptions24.example', 'investments'], ['cheapammo-outlet.example', 'weapons'], ['buyregisteredpassport.example', 'papers'],
  ])('%s: %s', (host, trade) => expect(tradesOf(host)).toContain(trade))
})

describe('names that only speak of the same things', () => {
  it.each([
    // Pharmacies and their bodies.
    'walgreens.com', 'boots.com', 'discountdrugmart.com', 'costplusdrugs.com', 'goodrx.com', 'rxlist.com', 'drugs.com', 'pharmacy2u.co.uk', 'onlinepharmacy.co.uk', 'shop-apotheke.com', 'apotheke24.de', 'apotheke-am-markt.de', 'pharmacie-du-marche.fr',
    'topfarmacia.it', 'farmacia-online.es', 'apteka-melissa.pl', 'apotheek-centrum.nl', 'canadian-pharmacists-association.example', 'pillpack.com', 'pillsbury.com', 'netmeds.com', 'petmeds.com',
    // Makers, science, help.
    'viagra.com', 'cialis.com', 'adderallxr.com', 'wellbutrinxl.com', 'specialist-cialisstudy.example', 'commercialista-roma.it', 'socialistes.fr', 'viagra-lawsuit-help.example', 'tramadol-addiction.example', 'meridianhealth.com', 'journal-of-pharmacology.example', 'drugabuse.gov', 'museum-of-pharmacy.example',
    // Gambling by name only.
    'gamblinghelponline.org.au', 'casino.nsw.gov.au', 'groupe-casino.fr', 'hotel-casino-resort.example', 'check-dein-spiel.de', 'gamblersanonymous.org', 'alphabet.com', 'diabetes.co.uk', 'bethesda.org',
    // Ordinary words that begin or end like those of spam.
    'ambienteweb.it', 'retina-shop.example', 'beton-online.de', 'pkv-vergleich.de', 'judiciales.es', 'especialesonline.es', 'asteroids-shop.example', 'vulkan-online.example', 'timeslots-online.example', 'tablet-shop24.de', 'swingers.example',
    'wetten-online.nl', 'botox-online.example', 'ultramind.example', 'menudesktop.example', 'referate-online.de', 'free-trafficking-helpline.example', 'zaim-dental.example', 'payday.example', 'adult-day-care-contact.example', 'home-remedies-online.example',
    // The same words where they are ordinary.
    'medmarket.ru', 'herb-market.ru', 'healthmarket.ru', 'doctorshop.ru', 'tabletshop.ru', 'healing-hands-shop.at', 'curing-salt-shop.example', 'remedial-massage.example', 'viagra.pfizer.com', 'specialissues.example', 'socialissuestoday.example', 'nc-law-specialists.example', 'parti-socialiste.fr', 'cityofnorco.gov',
    'rxlist.example', 'northsiderx.example', 'familyrxpharmacy.example', 'meridian-rx.example', 'pharmacy24.example', 'smith-pharmacy-online.example', 'best-directory-links.example', 'free-links-directory.example', 'vagrantup.com', 'commerciallistings.example', 'mushroom-shop.example', 'asteroid-store.example', 'gift-shop.example', 'overseas-doctors.example', 'commerciale-store.example', 'education-pharm.example',
    'options-counselling.example', 'adoption-trade.example', 'fx-medicine.example', 'ferretsforadoption.example', 'gun-violence-research.example', 'gunsafety.example', 'gunther-online.example', 'passport-office.example', 'document-center.example', 'cannabis-research.example', 'cannabis-dispensary.example', 'seaweed.example',
    // Sexual health, essays, links.
    'sexualhealthlondon.co.uk', 'sexwise.org.uk', 'essex.ac.uk', 'middlesexhealth.org', 'essay-contest.example', 'backlinko.com', 'linkedin.com', 'seo-agentur.de', 'noscript.net', 'backlink-checker.example', 'linkbuilding-blog.example', 'monitor-backlinks.example', 'parish-church-choir.example', 'sofortkredit.example', 'pozyczka.example', 'lotto-bayern.de', 'veikkaus.fi', 'edmed.example', 'free-porno-tube.example', 'dental-clinic-online.example', 'methadoneclinic.example', 'rolex.com', 'watchshop.com',
  ])('%s', (host) => expect(tradesOf(host)).toEqual([]))
})

it('takes an adult name for a hint and no more: it does nothing to anybody’s rankings', () => {
  expect(hostOffers('free-porno-tube.example', lists)).toEqual([{ trade: 'adult', words: expect.stringContaining('porno') as string, strength: nameHintMax }])
})

it('leaves words inside other words alone', () => {
  expect(readName('specialist', lists).words).toEqual([])
  expect(readName('diabetes', lists).words).toEqual([])
})

it('is bounded and never fails', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z0-9.-]{0,120}$/u), (host) => {
    for (const { strength, words } of hostOffers(host, lists)) {
      expect(strength).toBeLessThanOrEqual(0.75)
      expect(words).not.toBe('')
    }
  }))
})

describeWithRealData('seeds', 'names of known bodies', (dir) => {
  it('offer nothing by their names', () => {
    const unpacked = (name: string) => gunzipSync(readFileSync(`${dir}/${name}`)).toString('utf8')
    const hosts = new Set([
      ...lists.seeds.keys(),
      ...[...unpacked('us-hospitals.csv.gz').matchAll(/https?:\/\/([a-z0-9.-]+)/giu)].map((match) => match[1]!.toLowerCase()),
      ...[...unpacked('universities.json.gz').matchAll(/"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"/gu)].map((match) => match[1]!),
    ])
    expect(hosts.size).toBeGreaterThan(10_000)
    expect([...hosts].filter((host) => tradesOf(host).length > 0)).toEqual([])
  })

  it('reads a good part of those that sell', () => {
    const names = gunzipSync(readFileSync(`${dir}/blocklist-drugs.txt.gz`)).toString('utf8').split('\n').filter(Boolean)
    expect(names.filter((name) => tradesOf(name).includes('drug')).length / names.length).toBeGreaterThan(0.205)
  })
})
