import type { QualityAnswer } from '../../model/facts.js'
import { defineJudgement } from '../../model/judgement.js'
import { composeQuality, type Component, type Gate } from '../quality/compose-quality.js'
import { scoreComponent } from '../quality/quality-components.js'
import { qualityExamples } from '../quality/quality-examples.js'
import { openGate } from '../quality/quality-gates.js'
import type { ComponentId, GateId, QualityFacts } from '../quality/quality-parts.js'
import { weightsOf } from '../quality/quality-weights.js'

/** Of the rules as a whole, weights among them. */
const version = '9'

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
    'trust by the place of a practice (GR-03, local area): nobody lists whom to trust in a town, so no seed set of it ships; that a page names the area counts as relevance (QR-02)',
    'trust by a field, and distrust, where the graph in use was not ranked by them: then health trust alone counts, and the explanation says so (GR-03, GR-06)',
    'links of one page weighed against each other in the web graph itself (GR-05): published graphs tell that one host links to another and not where on its pages, so the features of the place weigh the one link that was read',
    'sizes of type that style sheets set (GR-05): pages are read and not drawn, so what the markup itself makes small is known',
    'links from the same site (GR-05): links within the domain of the site are no backlinks and are not judged',
    'shares of PageRank that come from near by (GR-06, truncated PageRank) as a part of the score: farms are a matter of risk (RISK-29)',
    'registers of clinicians (QH-03): a title beside the name of an author is taken as written',
    'checks of expertise on the linking page beyond its author and its claims (QH-04)',
  ],
  references: [
    { title: 'Google Search Central: qualify your outbound links', url: 'https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links' },
    { title: 'Google Search Central: make your links crawlable', url: 'https://developers.google.com/search/docs/crawling-indexing/links-crawlable' },
    { title: 'P. Boldi, S. Vigna: Axioms for Centrality (2014)', url: 'https://doi.org/10.1080/15427951.2013.865686' },
    { title: 'T. Haveliwala: Topic-Sensitive PageRank (2002)', url: 'https://doi.org/10.1145/511446.511513' },
    { title: 'V. Krishnan, R. Raj: Web Spam Detection with Anti-Trust Rank (2006)', url: 'https://airweb.cse.lehigh.edu/2006/krishnan.pdf' },
    { title: 'US 7,716,225: ranking documents based on user behavior and/or feature data', url: 'https://patents.google.com/patent/US7716225B1/en' },
    { title: 'Ahrefs: link rot study', url: 'https://ahrefs.com/blog/link-rot-study' },
  ],
  judge(facts) {
    const weights = weightsOf(facts.site, facts.lists)
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
