import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fieldsOf, quote, type Field } from '../risk/reading.js'
import { fold, tokensOf, type Hit } from '../risk/spam-scan.js'
import type { Lists } from '../../model/lists.js'
import { offersOf } from '../risk/offers.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/**
 * RISK-26: the linking page promises a cure, in the words we have of it (title, headings, beginning and end, words
 * around the link). It says what stands there; it never says that something is unlawful.
 */
export default defineAudit({
  id: 'unsafe-health-claim',
  rule: 'RISK-26',
  judges: 'link',
  title: 'The linking page makes no promise of a cure',
  failureTitle: 'The linking page promises a cure or sells prescription medicines without prescription',
  why: 'Being named beside a miracle cure may cost a provider the trust of patients. This is an automated hint about the words on the page, not legal advice.',
  innocent: 'News that quotes a claim, fact-checkers, satire and warnings use the same words.',
  severity: 'medium',
  action: 'none',
  references: [
    { title: 'FTC: health products compliance guidance', url: 'https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance' },
    { title: 'NABP: safe.pharmacy', url: 'https://safe.pharmacy/' },
  ],
  needs: ['link', 'page'],
  options: {},
  evidence: z.object({ claim: z.string().describe('Words found'), place: z.string().describe('Where'), quote: z.string().describe('The passage') }),
  judge: guarded((facts: RiskLinkFacts) => {
    if (provenTier(facts.tier) <= 3) return pass()
    const fields = fieldsOf(facts)
    const rows: Array<{ claim: string; place: string; quote: string }> = []
    const titleGuarded = fields.some((field) => field.place === 'title' && field.hits.some((hit) => hit.list === 'risk/claim-guard' || hit.list === 'spam/guard'))
    for (const field of fields) {
      // Link text is often the clinic's own, and an address is no sentence.
      if (field.place === 'anchor text' || field.place === 'address' || titleGuarded) continue
      if (field.hits.some((hit) => hit.list === 'risk/claim-guard')) continue
      for (const hit of field.hits) if (hit.list === 'risk/cure-claim' && !isDenied(field, hit, facts.lists)) rows.push({ claim: hit.phrase, place: field.place, quote: quote(field.text, hit.phrase) })
    }
    for (const offer of offersOf(facts)) if (offer.trade === 'drug' && offer.strong) rows.push({ claim: offer.phrase, place: offer.place, quote: offer.quote })
    if (rows.length > 0) return flag(new Set(rows.map((row) => row.claim)).size >= 2 ? 0.5 : 0.35, rows.slice(0, 8))
    return facts.page === null && facts.link.title === null ? unknown('title or text of the linking page') : pass()
  }),
  examples: [
    { title: 'a cure in the title', facts: exampleLinkFacts({ page: 'https://nature-secrets.example/tea', title: 'This tea cures cancer: the miracle cure' }), verdict: 'flag' },
    { title: 'a fact check of the claim', facts: exampleLinkFacts({ page: 'https://daily-news.example/check', title: 'Fact check: no, this tea is no miracle cure' }), verdict: 'pass' },
    { title: 'a claim denied', facts: exampleLinkFacts({ page: 'https://tea-friends.example/tea', title: 'This tea is no miracle cure' }), verdict: 'pass' },
    { title: 'nothing but the address', facts: exampleLinkFacts({ title: null }), verdict: 'unknown' },
  ],
})

/** "No miracle cure", "kein Wundermittel": a word of denial stands before the claim. */
function isDenied({ text }: Field, { token }: Hit, lists: Lists): boolean {
  const words = tokensOf(fold(text))
  const denying = new Set(lists.words('talk-words/denial').map(fold))
  return words.slice(Math.max(0, token - deniedWordsMax), token).some((word) => denying.has(word))
}

const deniedWordsMax = 2
