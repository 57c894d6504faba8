import { componentIds, gateIds } from '../../audits/quality/quality-parts.js'
import { qualityTitles } from '../../audits/quality/compose-quality.js'
import { agencyWeights, linkQuality, riskFormula, riskGroups, riskVersion } from '../../audits/index.js'
import type { Consideration } from '../../model/desk-nouns.js'
import { ConsiderationSchema } from '../../model/desk-nouns.js'
import type { Lists } from '../../model/lists.js'
import { relDueFor } from '../../decisions/index.js'
import { farmSigns } from '../../prospects/link-gap.js'
import { scaleVersions } from '../../rank/scales.js'
import type { Help } from './help-entry.js'

/** Formulas behind the numbers on screen, each in one sentence, in signs, and with what makes it wrong. */
export function formulas(lists: Lists): Help[] {
  const weights = lists.table('quality-weights')
  const priors = lists.table('quality-priors')
  return [
    formula('link-quality', 'Link quality (LQ-00)', 'What a link is worth, 0–100: a weighted sum of nine parts, times gates for what makes a link void.', '100 · Σ weight · value · Π gates', {
      version: linkQuality.version,
      parts: [{ heading: 'Assumed values', text: 'Where nothing was observed a cautious value stands in and is marked as assumed; how much was observed is the coverage.' }, { heading: 'Version of the weights', text: String(weights['version'] ?? 0) }, { heading: 'Weights of your own', text: 'qualityWeights in the profile of a site weighs the parts anew; they are divided by their sum, and the explanation of a link shows the default weights and the score by them beside.' }, { heading: 'Trust', text: 'Health trust is blended by what the target is about: half for health as a whole, the rest by trust in its fields, as far as the graph was ranked by them; less half the distrust that flows back from known bad sites (GR-03, GR-06).' }, { heading: 'Wrong when', text: 'Quality orders links by expected benefit to trust, relevance and reach. It does not predict a search engine.' }],
      tables: [
        { title: 'Parts', columns: ['id', 'part', 'weight', 'assumed where not known'], rows: componentIds.map((id) => [id, qualityTitles[id], String(weights[id] ?? 0), String(priors[id] ?? 0)]) },
        { title: 'Gates', columns: ['id', 'gate'], rows: gateIds.map((id) => [id, qualityTitles[id]]) },
      ],
      related: ['judgement/link-quality', 'formula/authority', 'formula/health-trust', 'formula/risk'],
    }),
    formula('link-type', 'Link type', 'Each type collects the strongest sign for and against it from every group of signs; the sums become probabilities.', 'score(t) = prior(t) + Σ over groups of the strongest weight; p(t) = exp(score(t) / T) / Σ exp(score / T)', {
      parts: [{ heading: 'Limits', text: 'A page that was not read gives at most 0.70, and no type is given without evidence. A person\'s correction goes before every rule and keeps the rule\'s answer as the second guess.' }], related: ['judgement/link-type'],
    }),
    formula('risk', 'Risk of a link (RISK-00)', 'How likely a link is to be held against the site, 0–100, from named findings only.', riskFormula, {
      version: riskVersion,
      parts: [{ heading: 'Limits', text: 'Findings that measure the same thing share one cap. One finding alone gives at most 60, hints alone at most 30. What others do without your help weighs 0.6 and asks for nothing. Other tools\' scores are never used.' }, { heading: 'One fact', text: 'A rule counts once, with its strongest finding. What stands beside a link on its page counts once too, whichever rules see it; the explanation of a link says with which.' }, { heading: 'Confidence', text: 'Doubt of a finding is in its strength already, so its confidence is 1.' }],
      tables: [
        { title: 'Weights', columns: ['who is behind the link', 'weight'], rows: Object.entries(agencyWeights).map(([agency, weight]) => [agency.replaceAll('-', ' '), String(weight)]) },
        { title: 'Groups', columns: ['group', 'cap', 'rules'], rows: riskGroups.map(({ name, cap, rules }) => [name, String(cap), [...rules].join(', ')]) },
      ],
      related: ['operation/risk.review', 'operation/disavow.decide'],
    }),
    formula('authority', 'Authority (QA-01)', 'The place of a domain in the order of a published web graph, 0–100: each tenfold step down costs the same.', '100 · (1 − log₁₀ rank / log₁₀ N), at least 2', {
      version: String(scaleVersions.authority), parts: [{ heading: 'Wrong when', text: 'A subdomain of a platform where anybody gets a page takes the platform\'s rank; a domain was bought for its old links; a field is small.' }], related: ['kernel/harmonic', 'kernel/pagerank', 'formula/percentile'],
    }),
    formula('health-trust', 'Health trust (QH-01, GR-03)', 'How much of the trust of health seeds reaches a domain over links, 0–100.', '100 · log₁₀(1 + t / t50) / log₁₀(1 + t99 / t50)', {
      version: String(scaleVersions['health-trust']), parts: [{ heading: 'Shown with', text: 'The chain of domains from the nearest seed: with it anybody can see in seconds whether the trust is earned.' }, { heading: 'Wrong when', text: 'A seed links to everything; a whole country has no seeds yet.' }], related: ['kernel/health-trust', 'kernel/seed-distance', 'operation/links.neighbourhood'],
    }),
    formula('spam-mass', 'Spam mass (GR-04)', 'The share of a domain\'s PageRank that does not come from a core known to be good.', '100 · (1 − p′ / p)', { version: String(scaleVersions['spam-mass']), parts: [{ heading: 'Limits', text: 'Never more than a low risk by itself, and only where PageRank is high enough to have been worth somebody\'s work.' }], related: ['formula/risk'] }),
    formula('percentile', 'Stronger than', 'The share of all ranked domains that stand behind this one.', '100 · (N − rank) / N', { version: String(scaleVersions.percentile), related: ['formula/authority'] }),
    formula('chao', 'Estimate of the unseen by three or more sources (Chao\'s bound)', 'How many referring domains nobody has shown us, at least: from how many only one source saw and how many exactly two saw.', 'unseen ≥ (k − 1) / k · f₁² / (2 f₂) for k sources; f₁, f₂ seen by exactly one, exactly two', {
      parts: [unseenLimits, { heading: 'Interval', text: '95 %, made on the logarithm of the unseen, so that it never reaches below what was seen.' }],
      references: [{ title: 'A. Chao: Estimating the population size for capture–recapture data with unequal catchability, Biometrics 43, 1987, 783–791', url: 'https://doi.org/10.2307/2531532' }], related: ['formula/chapman', 'operation/overview.show'],
    }),
    formula('chapman', 'Estimate of the unseen by two sources (Chapman)', 'How many referring domains there are in all, from how many both of two sources saw.', 'N = (n₁ + 1)(n₂ + 1) / (m + 1) − 1 for n₁ and n₂ seen by each, m by both', {
      parts: [unseenLimits], references: [{ title: 'G. A. F. Seber: The Estimation of Animal Abundance and Related Parameters, 2nd edition, 1982', url: 'https://www.worldcat.org/isbn/9780852642627' }], related: ['formula/chao', 'operation/overview.show'],
    }),
    formula('link-gap', 'Order of the link gap (OPP-01)', 'Domains that link to rivals and not to you: by tier, match of specialty, the area served, how many rivals; among equals links to rivals with few referring domains count for more.', 'score = Σ over linked rivals of 1 / log₂(2 + referring domains of the rival)', {
      parts: [], tables: [{ title: 'Folded, and how recognised', columns: ['sign', 'what it is'], rows: Object.entries(farmSigns) }], related: ['operation/gap.find'],
    }),
    formula('rel-due', 'The rel that is due (RISK-01)', 'What was given for a link tells which rel search engines ask for.', 'payment, sponsorship, donation, product → sponsored; exchange → nofollow; nofollow stands for sponsored', {
      parts: [], tables: [{ title: 'By what was given', columns: ['given', 'due', 'why'], rows: kinds.map((kind) => { const due = relDueFor(kind); return [kind, due.rel.join(' ') || 'nothing', due.why] }) }],
      references: [{ title: 'Google Search: spam policies, link spam', url: 'https://developers.google.com/search/docs/essentials/spam-policies' }], related: ['operation/considerations.check'],
    }),
  ]
}

const kinds: readonly Consideration['kind'][] = ConsiderationSchema.shape.kind.options

const unseenLimits = { heading: 'Assumes', text: 'The sources look at the same web at about the same time and find links independently. Indexes crawl alike, so what one misses others tend to miss too: the figure is a lower bound. Exports of one tool count as one source; lists picked by hand do not count; with fewer than seven domains in common nothing is said.' }

function formula(id: string, title: string, summary: string, signs: string, { version, parts = [], tables = [], references = [], related = [] }: { version?: string } & Partial<Pick<Help, 'parts' | 'tables' | 'references' | 'related'>>): Help {
  return { id: `formula/${id}`, kind: 'formula', title, summary, parts: [{ heading: 'Formula', text: signs }, ...parts, ...(version === undefined ? [] : [{ heading: 'Version', text: version }])], tables, references, related }
}
