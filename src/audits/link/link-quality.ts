import type { QualityAnswer } from '../../model/facts.js'
import { defineJudgement } from '../../model/judgement.js'
import { composeQuality, type Component, type Gate } from '../quality/compose-quality.js'
import { scoreComponent } from '../quality/quality-components.js'
import { qualityExamples } from '../quality/quality-examples.js'
import { openGate } from '../quality/quality-gates.js'
import type { ComponentId, GateId, QualityFacts } from '../quality/quality-parts.js'

/** Of the rules as a whole, weights among them. */
const version = '7'

export default defineJudgement<QualityFacts, QualityAnswer>({
  id: 'link-quality',
  judges: 'link',
  title: 'Link quality, 0 to 100',
  why: 'A handful of links from respected medical sites is worth more than dozens from weak blogs. The score orders links by the benefit to expect, and shows every point: where it came from, and which gate took it.',
  version,
  notMeasured: [
    'links to the linking page itself (QA-02) where no export counts the domains that link to it (Ahrefs and Moz do): the index knows links to your sites alone',
    'visits that came by the link (QT-01): no analytics are imported',
    'registrants, mail hosts, legal notices and themes as marks of one keeper (QU-03): registrants are not kept, and the others are read from no page; an analytics and an advertising account shared by two domains tell',
    'networks of servers (QU-02) where the pages came without addresses: web archives tell them, exports do not',
    'the own history of a type (QF-02) as a part of the score: what others found of links in general stands in for every type, since it would take all links of a site before one can be weighed, and move a score by less than a point. `links survival` tells it by type, the client report for tiers 1 to 3',
    'checks of expertise on the linking page beyond its author and its claims (QH-04)',
  ],
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
    const component = (id: ComponentId): Component => scoreComponent[id](facts, priors[id] ?? 0, true)
    const gate = (id: GateId): Gate => openGate[id](facts)
    // Written out, for one shape of object: this is done for every link there is.
    const components: Record<ComponentId, Component> = { QA: component('QA'), QH: component('QH'), QR1: component('QR1'), QR2: component('QR2'), QP: component('QP'), QE: component('QE'), QT: component('QT'), QU: component('QU'), QF: component('QF') }
    const gates: Record<GateId, Gate> = { 'GT-01': gate('GT-01'), 'GT-02': gate('GT-02'), 'GT-03': gate('GT-03'), 'GT-04': gate('GT-04'), 'GT-05': gate('GT-05') }
    return composeQuality(components, gates, weights, { asOf: facts.asOf, version })
  },
  examples: qualityExamples,
})
