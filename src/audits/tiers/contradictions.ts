import type { DomainFacts, TierAnswer } from '../../model/facts.js'
import type { Evidence } from '../../model/judgement.js'
import { lookUpHost } from '../../model/lists.js'
import { wordSet } from './label-patterns.js'

/** Kinds of the host list that agree with a tier in their own words. */
const agreeing: Readonly<Record<string, readonly string[]>> = {
  'health-body': ['health authority', 'national health service', 'hospital'], association: ['society', 'accreditor', 'health authority'], hospital: ['hospital', 'academic medicine', 'practice'],
  journal: ['medical journal', 'journal', 'academic publisher'], 'health-publisher': ['health publisher', 'society', 'practice'], government: ['government', 'health authority', 'intergovernmental body', 'public agency'], university: ['university', 'academic medicine'],
}

/** What speaks against the answer: another list says otherwise, or the pages call themselves something else. */
export function contradictions(host: string, { tier, kind, evidence }: TierAnswer, { lists, pages }: DomainFacts): Evidence[] {
  const rows: Evidence[] = []
  const listed = lookUpHost(lists.hostKinds, host)
  if (tier <= 5 && listed !== undefined && !evidence.some((row) => row.looked.startsWith('list of hosts')) && !(agreeing[listed.entry.kind] ?? [listed.entry.kind]).includes(kind)) {
    rows.push(against(`list of hosts: ${listed.key}`, `${listed.entry.kind} (${listed.entry.source})`))
  }
  const types = new Set(pages.slice(0, 50).flatMap((page) => page.features?.structuredTypes ?? []))
  const foreign = tier <= 3 ? [...types].filter((type) => wordSet(lists, 'identity/types/foreign').has(type)) : []
  if (foreign.length > 0) rows.push(against('structured data', `its pages call themselves ${foreign.slice(0, 3).join(', ')}`))
  const claimed = tier === 6 ? [...types].filter((type) => wordSet(lists, 'identity/types/claimed').has(type)) : []
  if (claimed.length > 0) rows.push(against('structured data', `calls itself ${claimed.slice(0, 3).join(', ')}, which no list or suffix bears out`))
  return rows
}

function against(looked: string, found: string): Evidence {
  return { rule: 'TIER-AGAINST', looked, found: found.slice(0, 160), polarity: '-', weight: 0 }
}
