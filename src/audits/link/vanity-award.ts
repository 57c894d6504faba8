import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { extraOf } from '../risk/page-extra.js'
import { fieldsOf, firstHit, quote } from '../risk/reading.js'
import { scanText } from '../risk/spam-scan.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** RISK-25: an award that sells its plaque or badge. */
export default defineAudit({
  id: 'vanity-award',
  rule: 'RISK-25',
  judges: 'link',
  title: 'The award is not for sale',
  failureTitle: 'An award page sells plaques or badges',
  why: 'Awards without a published method that earn by selling plaques say little about a doctor, and a reader who looks them up may think less of the practice.',
  innocent: 'Peer-nominated programmes exist that bar self-nomination and payment; some of them license a badge afterwards.',
  severity: 'low',
  action: 'none',
  references: [{ title: 'Society for Vascular Surgery', url: 'https://vascular.org/' }, spamPolicies],
  needs: ['link', 'page'],
  options: {},
  evidence: z.object({ award: z.string().describe('Words of the award'), sale: z.string().describe('Words of the sale') }),
  judge: guarded((facts: RiskLinkFacts) => {
    const fields = fieldsOf(facts)
    const award = firstHit(fields, 'risk/award')
    if (award === undefined) return pass()
    if (facts.page === null) return unknown('page: how the award is given')
    const sale = firstHit(fields, 'risk/award-sale')?.hit ?? scanText(extraOf(facts.page).siteLinkTexts.join(' · '), facts.lists).find((hit) => hit.list === 'risk/award-sale')
    return sale === undefined ? pass() : flag(0.25, [{ award: quote(award.field.text, award.hit.phrase), sale: sale.phrase }])
  }),
  examples: [
    { title: 'plaques on order', facts: exampleLinkFacts({ page: 'https://finest-physicians.example/ohio', title: 'Top doctors of Ohio' }, { pageRecord: { features: { extra: { siteLinkTexts: ['Order your plaque'] } } } }), verdict: 'flag' },
    { title: 'a magazine’s survey among doctors', facts: exampleLinkFacts({ page: 'https://city-magazine.example/top-doctors', title: 'Top doctors, chosen by their peers' }, { pageRecord: {} }), verdict: 'pass' },
    { title: 'plaque on teeth is no plaque on a wall', facts: exampleLinkFacts({ page: 'https://smile-notes.example/plaque', title: 'The best dentist removes plaque before it hardens' }, { pageRecord: { features: { extra: { siteLinkTexts: ['Plaque'] } } } }), verdict: 'pass' },
    { title: 'award page not read', facts: exampleLinkFacts({ page: 'https://finest-physicians.example/ohio', title: 'Top doctors of Ohio' }), verdict: 'unknown' },
  ],
})
