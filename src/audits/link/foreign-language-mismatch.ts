import { z } from 'zod'
import { defineAudit, type Answer } from '../../model/judgement.js'
import { spamPolicies } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fold, tokensOf } from '../risk/spam-scan.js'
import { flag, guarded, pass, provenTier, unknown } from '../risk/trusted.js'
import { keyOfTarget } from '../target-key.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/** Types for which a page in another language is the ordinary case. */
export const ordinaryTypes: ReadonlySet<string> = new Set(['LT-05', 'LT-13', 'LT-16', 'LT-17', 'LT-21', 'LT-22', 'LT-23', 'LT-27', 'LT-28', 'LT-29'])

/** RISK-14: a page in a language that neither the site nor its patients use, on another subject. */
export default defineAudit({
  id: 'foreign-language-mismatch',
  rule: 'RISK-14',
  judges: 'link',
  title: 'The linking page speaks a language of the site',
  failureTitle: 'A page in an unrelated language links with a treatment phrase',
  why: 'A page in a language no reader of the site uses, about something else, seldom links for its readers. A weak hint that matters only beside others.',
  innocent: 'Medical tourism, families abroad, journals, encyclopaedias and copies of articles all link across languages. No action follows from this alone.',
  notMeasured: ['whether one page is a translation of the other, where neither says so'],
  severity: 'low',
  action: 'none',
  references: [spamPolicies],
  needs: ['link', 'page', 'profile', 'target pages'],
  options: { overlapMax: 0.1 },
  evidence: z.object({ pageLanguage: z.string().describe('Language of the linking page'), siteLanguages: z.string().describe('Languages of the site'), title: z.string().describe('Title of the linking page') }),
  judge: guarded((facts: RiskLinkFacts, options) => languageMismatch(facts, options['overlapMax'] as number)),
  examples: [
    { title: 'Turkish page about phones, English treatment phrase', facts: exampleLinkFacts({ page: 'https://telefon-blog.example/a', title: 'Yeni telefonlar', language: 'tr', anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), verdict: 'flag' },
    { title: 'page in the language of the site', facts: exampleLinkFacts({ anchor: 'dental implants Dayton', kind: 'AK-EXACT', grade: 3 }), verdict: 'pass' },
    { title: 'language not told', facts: exampleLinkFacts({ language: null }), verdict: 'unknown' },
  ],
})

interface Row {
  pageLanguage: string
  siteLanguages: string
  title: string
}

/** The question itself, for one link; asked again of all links where many such domains make it tell more. */
export function languageMismatch(facts: Pick<RiskLinkFacts, 'link' | 'page' | 'site' | 'type' | 'anchor' | 'tier'>, overlapMax: number): Answer<Row> {
  const { link, page, site, type, anchor, tier } = facts
  const language = primary(page?.language ?? link.language)
  if (language === undefined) return unknown('language of the linking page')
  const targetPage = link.target === null || site.targetPages.size === 0 ? undefined : site.targetPages.get(keyOfTarget(link.target, site))
  const targetLanguage = primary(targetPage?.language)
  if (site.profile.languages.length === 0 && targetLanguage === undefined) return unknown('languages of the site')
  const languages = new Set([...site.profile.languages.map(primary), targetLanguage].filter((tag) => tag !== undefined))
  if (languages.size === 0) return unknown('languages of the site')
  if (languages.has(language) || provenTier(tier) <= 4 || ordinaryTypes.has(type.type) || type.flags.includes('translated')) return pass()
  // Without a commercial anchor there is nothing to gain from such a link, so there is nothing to see.
  if (anchor.grade < 2 && anchor.kind !== 'AK-SPAM') return pass()
  const title = page?.title ?? link.title
  if (title === null) return unknown('title of the linking page')
  const own = new Set(tokensOf(fold([...site.profile.names, ...site.profile.conditions, ...site.profile.treatments, ...site.profile.specialties, targetPage?.title ?? ''].join(' '))).filter((token) => token.length > 2))
  const theirs = new Set(tokensOf(fold([title, ...(page?.features?.headings ?? [])].join(' '))).filter((token) => token.length > 2))
  const shared = [...theirs].filter((token) => own.has(token)).length
  if (theirs.size > 0 && own.size > 0 && shared / Math.min(theirs.size, own.size) >= overlapMax) return pass()
  return flag(0.2, [{ pageLanguage: language, siteLanguages: [...languages].join(', '), title: title.slice(0, 160) }])
}

const plainTag = /^[a-z]{2,3}$/u

function primary(tag: string | null | undefined): string | undefined {
  if (tag === null || tag === undefined) return undefined
  const text = plainTag.test(tag) ? tag : tag.trim().toLowerCase().split(/[-_]/u, 1)[0]!
  return text === '' ? undefined : text
}
