import { z } from 'zod'
import { countWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { pharmaHack, spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { hasSpamWord } from '../risk/offers.js'
import { isUnwrittenAddress } from '../risk/random-text.js'
import { fieldsOf, quote } from '../risk/reading.js'
import { fold, tokensOf } from '../risk/spam-scan.js'
import { hostText } from '../risk/url-text.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** RISK-05: a link that someone put on the page without its owner. Two signs are needed; one has too many honest causes. */
export default defineAudit({
  id: 'injected-link',
  rule: 'RISK-05',
  judges: 'link',
  title: 'The link stands on the page openly',
  failureTitle: 'The link looks injected into a hacked page',
  why: 'Attackers hide lists of links in pages of others. The linked clinic is usually a bystander, mixed in with the sites the attacker sells for.',
  innocent: 'Skip links, menus that open on a click and texts for screen readers are hidden too, and some sites are written in two languages. The clinic need do nothing; a polite word to the site helps its owner.',
  notMeasured: ['whether the page shows crawlers or visitors from a search something else: one capture cannot tell (`cloaked-link` does, where there are two)'],
  severity: 'high',
  action: 'report-hack',
  references: [pharmaHack, spamPolicies],
  needs: ['link', 'page'],
  options: { externalLinksMin: 30, confidenceMin: 0.6 },
  evidence: z.object({ sign: z.string().describe('What points to an injection'), quote: z.string().describe('What was found') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { link, page, type, anchor } = facts
    const hidden = link.cues.includes('hidden') || type.flags.includes('hidden')
    const outside = link.cues.includes('after-html')
    const shown = link.anchorText ?? link.fallbackText ?? link.target ?? ''
    const rows: Array<{ sign: string; quote: string }> = []
    if (hidden) rows.push({ sign: 'the link or its block is hidden', quote: quote(shown) })
    if (outside) rows.push({ sign: 'the link stands before <html> or after </html>', quote: quote(shown) })
    const spam = hasSpamWord(facts)
    if (spam !== undefined) rows.push({ sign: 'vocabulary of spam', quote: spam.quote })
    const foreign = foreignShopTitle(facts)
    if (foreign !== undefined) rows.push({ sign: 'a shop text in a language the page does not declare', quote: foreign })
    // Who hides links for others writes their search phrase; a text with the name in it stands in a closed tab or menu.
    if (hidden && anchor.grade >= 2 && anchor.kind !== 'AK-COMPOUND' && anchor.altKind !== 'AK-COMPOUND') rows.push({ sign: 'a hidden treatment phrase', quote: quote(shown) })
    if (hidden && page !== null && page.externalLinkCount >= (options['externalLinksMin'] as number)) rows.push({ sign: 'many external links on the page', quote: `${countWords(page.externalLinkCount)} external links to ${countWords(page.externalDomainCount)} domains` })
    const classified = type.type === 'LT-20' && type.confidence >= (options['confidenceMin'] as number)
    if (classified) for (const { looked, found, polarity } of type.evidence.slice(0, 4)) if (polarity === '+') rows.push({ sign: `classified as injected: ${looked}`, quote: quote(found) })
    const placed = hidden || outside || classified
    // Neither is a sign by itself: blogs number their pages, and few titles name their site.
    const sells = spam !== undefined || foreign !== undefined
    const unwritten = sells && link.referringPage !== null && isUnwrittenAddress(link.referringPage)
    if (unwritten) rows.push({ sign: 'an address that nobody wrote', quote: link.referringPage!.slice(0, 160) })
    const stranger = sells && isStrangeTitle(facts)
    if (stranger) rows.push({ sign: 'the title has no word in common with the site', quote: `${quote(link.title ?? page!.title ?? '')} – ${page!.features!.ogSiteName ?? link.referringHost}` })
    if (placed && rows.length >= 2) return flag(spam !== undefined || foreign !== undefined ? 0.75 : 0.5, rows)
    if (foreign !== undefined && spam !== undefined) return flag(0.6, rows)
    if (sells && unwritten && stranger) return flag(0.6, rows)
    if (link.area === null && page === null) return unknown('page: how the link is shown')
    return pass()
  }),
  examples: [
    { title: 'hidden block with drug words', facts: exampleLinkFacts({ page: 'https://parish-club.example/news', cues: ['hidden', 'list'], before: 'cheap cialis', after: 'viagra', anchor: 'heart clinic' }, { pageRecord: {} }), verdict: 'flag' },
    { title: 'hidden skip link with the name of the clinic', facts: exampleLinkFacts({ cues: ['hidden'] }, { pageRecord: {} }), verdict: 'pass' },
    { title: 'hidden block with a treatment phrase', facts: exampleLinkFacts({ cues: ['hidden'], anchor: 'dental implants dayton', kind: 'AK-EXACT', grade: 3 }, { pageRecord: {} }), verdict: 'flag' },
    { title: 'a closed tab that names the clinic and what it does', facts: exampleLinkFacts({ cues: ['hidden'], anchor: 'Northgate heart checks', kind: 'AK-COMPOUND', grade: 2 }, { pageRecord: {} }), verdict: 'pass' },
    { title: 'a numbered page that sells, under the name of a parish', facts: exampleLinkFacts({ page: 'https://parish-club.example/?p=4711', title: 'Cheap cialis', anchor: 'heart clinic' }, { pageRecord: { features: { ogSiteName: 'Parish Club' } } }), verdict: 'flag' },
    { title: 'a numbered page about the medicine', facts: exampleLinkFacts({ page: 'https://parish-club.example/?p=4711', title: 'Warning: what cialis does', anchor: 'heart clinic' }, { pageRecord: { features: { ogSiteName: 'Parish Club' } } }), verdict: 'pass' },
    { title: 'page not read', facts: exampleLinkFacts({ area: null, cues: [] }), verdict: 'unknown' },
  ],
})

/** True if the site says its name and the title of the page shares no word with it, nor with the host name. */
function isStrangeTitle({ link, page }: RiskLinkFacts): boolean {
  const name = page?.features?.ogSiteName ?? null
  const title = link.title ?? page?.title ?? ''
  if (name === null || title === '') return false
  const ofSite = new Set(tokensOf(fold(`${name} ${hostText(link.referringHost)}`)).filter((word) => word.length >= 3))
  return ofSite.size > 0 && !tokensOf(fold(title)).some((word) => ofSite.has(word))
}

const shopScript = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/** A Japanese or Chinese shop text on a page that says it is written in a language of another script. */
function foreignShopTitle(facts: RiskLinkFacts): string | undefined {
  const language = (facts.page?.language ?? facts.link.language)?.toLowerCase()
  if (language === undefined || /^(?:ja|zh|yue|ko)/u.test(language)) return undefined
  for (const field of fieldsOf(facts)) {
    const hit = field.hits.find((found) => found.list === 'spam/injected')
    if (hit !== undefined && shopScript.test(field.text)) return quote(field.text, hit.phrase)
  }
  return undefined
}
