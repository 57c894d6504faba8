import type { AnchorAnswer, LinkFacts } from '../../model/facts.js'
import { defineJudgement, type Evidence } from '../../model/judgement.js'
import type { AnchorKind } from '../../model/link-types.js'
import { classifyAnchorText, type TextKind } from '../anchors/classify-anchor.js'
import { anchorExamples } from '../anchors/anchor-examples.js'
import { lexiconOf, type Lexicon } from '../anchors/lexicon.js'
import { targetPageOf } from '../anchors/target-page.js'

/** What the kind of an anchor rests on. */
type AnchorFacts = Pick<LinkFacts, 'link' | 'site' | 'lists'>

/** Anchors of one lexicon that were judged already: the same few thousand texts come again and again. */
const cache = new WeakMap<Lexicon, Map<string, TextKind>>()
const cacheMax = 50_000

export default defineJudgement<AnchorFacts, AnchorAnswer>({
  id: 'anchor-kind',
  judges: 'link',
  title: 'Kind of anchor text',
  why: 'What the words of a link are – a name, an address, a phrase that sells, nothing at all – tells who chose them. Profiles grow naturally around names; the same commercial phrase on many sites looks bought.',
  version: '7',
  references: [
    { title: 'Google Search Central: write good link text', url: 'https://developers.google.com/search/docs/crawling-indexing/links-crawlable' },
    { title: 'Google Search Central: spam policies, link spam', url: 'https://developers.google.com/search/docs/essentials/spam-policies' },
  ],
  judge(facts) {
    const { link } = facts
    if (link.anchorText === null) return unknownAnchor
    const own = classify(link.anchorText, facts)
    if (own.kind === 'AK-EMPTY') {
      // Search engines may read the title of a link without text; it is kept beside the kind and never becomes it (AN-05).
      const fallback = link.fallbackText === null ? null : classify(link.fallbackText, facts)
      const flags = [...own.flags, ...(link.image === null ? [] : ['image']), ...(fallback === null || fallback.kind === 'AK-EMPTY' ? [] : ['fallback'])].sort()
      return answerOf(own, own.kind, flags, own.evidence, fallback === null || fallback.kind === 'AK-EMPTY' ? null : fallback.kind)
    }
    if (link.image === null) return answerOf(own, own.kind, own.flags, own.evidence, null)
    const image: Evidence = { rule: 'AK-IMG', looked: 'what the link wraps', found: 'an image; its alt text stands for the anchor', polarity: '+', weight: 1 }
    return answerOf(own, own.kind === 'AK-SPAM' ? 'AK-SPAM' : 'AK-IMG', own.flags, [image, ...own.evidence], own.kind)
  },
  examples: anchorExamples,
})

/** Field by field, so that all answers have one shape: one is made for every link and read by all audits. */
function answerOf({ grade, normalised }: TextKind, kind: AnchorKind, flags: string[], evidence: Evidence[], altKind: AnchorKind | null): AnchorAnswer {
  return { kind, grade, normalised, flags, evidence, altKind }
}

const unknownAnchor: AnchorAnswer = {
  kind: 'AK-UNKNOWN', grade: 0, normalised: '', flags: [],
  evidence: [{ rule: 'AK-UNKNOWN', looked: 'anchor text', found: 'the source does not tell it', polarity: '+', weight: 1 }],
  altKind: null,
}

function classify(text: string, { link, site, lists }: AnchorFacts): TextKind {
  const lexicon = lexiconOf(site, lists)
  let known = cache.get(lexicon)
  if (known === undefined) cache.set(lexicon, (known = new Map()))
  const ofTarget = (target: string) => `${target}\n${link.language ?? ''}\n${text}`
  // Of pages that nobody read, all whose addresses name the same subjects give the same answer, unless words of the address were asked for.
  const { subjects } = targetPageOf(link.target, site, lexicon)
  const alike = subjects === null ? null : ofTarget(`\n${subjects}`)
  let kind = (alike === null ? undefined : known.get(alike)) ?? known.get(ofTarget(link.target ?? ''))
  if (kind === undefined) {
    if (known.size >= cacheMax) known.clear()
    let isOfTarget = alike === null
    kind = classifyAnchorText({ text, target: link.target, language: link.language, site, lists, askedWords: () => (isOfTarget = true) })
    known.set(isOfTarget ? ofTarget(link.target ?? '') : alike!, kind)
  }
  return kind
}
