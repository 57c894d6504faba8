import type { QualityAnswer } from '../../model/facts.js'
import { defineJudgement } from '../../model/judgement.js'
import { composeQuality, type Component, type Gate } from '../quality/compose-quality.js'
import { scoreComponent } from '../quality/quality-components.js'
import { qualityExamples } from '../quality/quality-examples.js'
import { openGate } from '../quality/quality-gates.js'
import { componentIds, gateIds, type ComponentId, type GateId, type QualityFacts } from '../quality/quality-parts.js'

/** Of the rules as a whole, weights among them. */
const version = '3'

export default defineJudgement<QualityFacts, QualityAnswer>({
  id: 'link-quality',
  judges: 'link',
  title: 'Link quality, 0 to 100',
  why: 'A handful of links from respected medical sites is worth more than dozens from weak blogs. The score orders links by the benefit to expect, and shows every point: where it came from, and which gate took it.',
  version,
  references: [
    { title: 'Google Search Central: qualify your outbound links', url: 'https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links' },
    { title: 'Google Search Central: make your links crawlable', url: 'https://developers.google.com/search/docs/crawling-indexing/links-crawlable' },
    { title: 'P. Boldi, S. Vigna: Axioms for Centrality (2014)', url: 'https://doi.org/10.1080/15427951.2013.865686' },
    { title: 'T. Haveliwala: Topic-Sensitive PageRank (2002)', url: 'https://doi.org/10.1145/511446.511513' },
    { title: 'Ahrefs: link rot study', url: 'https://ahrefs.com/blog/link-rot-study' },
  ],
  judge(facts) {
    const weights = facts.lists.table('quality-weights')
    const priors = facts.lists.table('quality-priors')
    const components = Object.fromEntries(componentIds.map((id) => [id, scoreComponent[id](facts, priors[id] ?? 0)])) as Record<ComponentId, Component>
    const gates = Object.fromEntries(gateIds.map((id) => [id, openGate[id](facts)])) as Record<GateId, Gate>
    return composeQuality(components, gates, weights, { asOf: facts.asOf, version })
  },
  examples: qualityExamples,
})
