import { z } from 'zod'
import { countWords, shareWords } from '../../lib/number-words.js'
import { defineAudit } from '../../model/judgement.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { extraOf } from '../risk/page-extra.js'
import { fieldsOf } from '../risk/reading.js'
import { isMoneyAnchor } from '../risk/money.js'
import { fold } from '../risk/spam-scan.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import { labelTest } from '../tiers/label-patterns.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** RISK-20: a directory that lists anyone, by the low-quality test of LT-03 (at least four signs). */
export default defineAudit({
  id: 'low-quality-directory',
  rule: 'RISK-20',
  judges: 'link',
  title: 'The directory is kept for readers',
  failureTitle: 'The directory takes any entry',
  why: 'Directories that list any trade for a link or a fee help nobody find a doctor. They are ordinary background noise and carry no credit.',
  innocent: 'Small local directories in any language can look dated or plain and be real. Nothing needs to be done, and a directory never belongs in a disavow file.',
  severity: 'low',
  action: 'none',
  references: [spamPolicies],
  needs: ['link', 'page', 'type'],
  options: { signsMin: 4, externalLinksMin: 150, wordsMax: 60, tradesMin: 4 },
  evidence: z.object({ sign: z.string().describe('Sign of the test'), found: z.string().describe('What was found') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { page, type, anchor, link } = facts
    if (type.type !== 'LT-03') return pass()
    const rows: Array<{ sign: string; found: string }> = []
    if (type.subtype === 'low-quality' && type.confidence >= 0.5) return flag(0.25, [{ sign: 'classified as a low-quality directory', found: `a probability of ${shareWords(type.confidence)}` }])
    if (page === null) return unknown('page: records, contact and form of the directory')
    const features = page.features
    const hits = fieldsOf(facts).flatMap((field) => field.hits)
    const trades = new Set(hits.filter((hit) => hit.list === 'risk/any-trade').map((hit) => hit.phrase))
    if (trades.size >= (options['tradesMin'] as number)) rows.push({ sign: 'accepts any trade', found: [...trades].slice(0, 8).join(', ') })
    if (trades.has('casino') || trades.has('adult') || trades.has('loans') || trades.has('gambling')) rows.push({ sign: 'has a category for gambling, adult or loan sites', found: [...trades].join(', ') })
    const addUrl = hits.find((hit) => hit.list === 'risk/add-url')
    const siteLink = extraOf(page).siteLinkTexts.find((text) => labelTest(facts.lists, 'menu-words/add-address')(fold(text).trim()))
    if (addUrl !== undefined || siteLink !== undefined || extraOf(page).urlInputCount > 0) rows.push({ sign: 'anyone can add an address', found: addUrl?.phrase ?? siteLink ?? 'a form that asks for an address' })
    if (page.externalLinkCount > (options['externalLinksMin'] as number)) rows.push({ sign: 'very many external links', found: `${countWords(page.externalLinkCount)} on the page` })
    if (features !== null && features.mainWordCount > 0 && features.mainWordCount < (options['wordsMax'] as number)) rows.push({ sign: 'thin records', found: `${features.mainWordCount} words` })
    if (isMoneyAnchor(anchor)) rows.push({ sign: 'commercial phrases as anchors', found: link.anchorText ?? '' })
    if (features !== null && features.phoneCount === 0 && features.addressCount === 0 && extraOf(page).contactLinkCount === 0) rows.push({ sign: 'no contact or owner', found: 'no telephone, address or e-mail on the page' })
    return rows.length >= (options['signsMin'] as number) ? flag(Math.min(0.25, 0.05 * rows.length), rows) : pass()
  }),
  examples: [
    { title: 'a thousand trades, one form', facts: exampleLinkFacts({ page: 'https://1000-web-dir.example/health/page-48', title: 'Automotive, casino, games, loans, real estate – add URL', type: 'LT-03', anchor: 'heart surgery Dayton', kind: 'AK-EXACT', grade: 3 }, { pageRecord: { externalLinkCount: 300 } }), verdict: 'flag' },
    { title: 'a plain local directory', facts: exampleLinkFacts({ page: 'https://katalog-lekarzy.example/krakow/kardiolog', title: 'Kardiolog Kraków', language: 'pl', type: 'LT-03' }, { pageRecord: { features: { phoneCount: 12, addressCount: 12 } } }), verdict: 'pass' },
    { title: 'directory not read', facts: exampleLinkFacts({ page: 'https://listing.example/heart', type: 'LT-03' }), verdict: 'unknown' },
  ],
})
