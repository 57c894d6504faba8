import { anchorKind, domainAudits, identityTier, linkAudits, linkQuality, linkType, profileAudits } from '../../audits/index.js'
import { importKinds } from '../../imports/index.js'
import { linkTypes, tiers } from '../../model/link-types.js'
import type { Lists } from '../../model/lists.js'
import type { Operation } from '../../model/operation.js'
import { actionClause } from '../../model/risk-action.js'
import { terms } from '../../model/terms.js'
import { countedKernels } from '../../rank/counted-kernels.js'
import { kernels } from '../../rank/rank-graph.js'
import { schemaRows } from '../schema-rows.js'
import { formulas } from './formulas.js'
import type { Help } from './help-entry.js'

let known: { lists: Lists; entries: readonly Help[] } | undefined

/** Everything help explains, made once from the declarations; formulas first, then what they are about. */
export async function helpEntries(lists: Lists): Promise<readonly Help[]> {
  if (known?.lists === lists) return known.entries
  // The list of operations holds those of help too, so it is asked for when somebody reads, not before.
  const { operations } = await import('../index.js')
  const entries = [
    ...formulas(lists),
    ...[linkType, anchorKind, identityTier, linkQuality].map(ofJudgement),
    ...audits(),
    ...Object.entries(linkTypes).map(([id, { name, precedence }]) => entry({ id: `type/${id}`, kind: 'type', title: `${name} (${id})`, summary: `Link type; of two that fit alike the one with the lower precedence wins (${precedence}).`, related: ['formula/link-type', 'judgement/link-type'] })),
    ...Object.entries(tiers).map(([tier, name]) => entry({ id: `tier/${tier}`, kind: 'tier', title: `Tier ${tier}: ${name}`, summary: `Identity tier of a referring domain; 1 is best. The evidence stands with every domain, and you may correct it.`, related: ['judgement/identity-tier', 'operation/domains.show'] })),
    ...terms.map(({ word, meaning }) => entry({ id: `term/${slugOf(word)}`, kind: 'term', title: word, summary: plain(meaning) })),
    ...importKinds.map(({ id, tool, title, exportedFrom, gives, refusal, columns, required, references }) => entry({
      id: `import/${id}`, kind: 'import', title, summary: gives === 'refused' ? `Recognised and refused: ${refusal ?? ''}` : `Export of ${tool}; gives ${gives === 'links' ? 'links' : 'referring domains'}.`,
      parts: exportedFrom ? [{ heading: 'Where it comes from', text: exportedFrom }] : [],
      tables: [{ title: 'Columns it is known by', columns: ['what', 'names', 'needed'], rows: Object.entries(columns).map(([field, names]) => [field, names.slice(0, 6).join(', '), required.includes(field) ? 'yes' : '']) }],
      references: [...references], related: ['operation/imports.preview', 'operation/sightings.import'],
    })),
    ...[...kernels, ...countedKernels].map(({ id, rule, title, meaning, formula, version, references }) => entry({ id: `kernel/${id}`, kind: 'kernel', title: rule === null ? title : `${title} (${rule})`, summary: meaning, parts: [{ heading: 'Formula', text: formula }, { heading: 'Version', text: String(version) }], references: [...references] })),
    ...operations.map(ofOperation),
  ]
  known = { lists, entries }
  return entries
}

/** The entry of an id; a bare rule or type (`RISK-03`, `LT-04`) and a bare name are understood where they are clear. */
export function findHelp(entries: readonly Help[], id: string): Help | undefined {
  const wanted = id.trim().toLowerCase().replace(/^rule\//u, '')
  const exact = entries.find((one) => one.id.toLowerCase() === wanted)
  return exact ?? entries.find((one) => one.id.toLowerCase().endsWith(`/${wanted}`))
}

/** Entries that have every word of a text, those first that have it in their title. */
export function searchHelp(entries: readonly Help[], text: string): Help[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean).slice(0, 20)
  const scored = entries.flatMap((one) => {
    const title = `${one.id} ${one.title}`.toLowerCase()
    const whole = `${title} ${one.summary} ${one.parts.map((part) => part.text).join(' ')} ${one.tables.flatMap(({ rows }) => rows.flat()).join(' ')} ${one.references.map((reference) => reference.title).join(' ')}`.toLowerCase()
    if (!words.every((word) => whole.includes(word))) return []
    return [{ one, score: words.filter((word) => title.includes(word)).length * 2 + (title.startsWith(words[0] ?? '') ? 1 : 0) }]
  })
  return scored.sort((a, b) => b.score - a.score).map(({ one }) => one)
}

function entry(given: Pick<Help, 'id' | 'kind' | 'title' | 'summary'> & Partial<Help>): Help {
  return { parts: [], tables: [], references: [], related: [], ...given }
}

function ofJudgement({ id, title, why, version, references, examples }: { id: string; title: string; why: string; version: string; references: ReadonlyArray<{ title: string; url: string }>; examples: ReadonlyArray<{ title: string }> }): Help {
  return entry({ id: `judgement/${id}`, kind: 'judgement', title, summary: why, parts: [{ heading: 'Examples that are run as tests', text: examples.map((example) => example.title).join('; ') }, { heading: 'Version', text: version }], references: [...references] })
}

/** `sameRelShareMax` as `same rel share max`. */
const spaced = (name: string) => name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`)

/** Audits by rule: several may ask the question of one rule of links, domains and whole profiles. */
function audits(): Help[] {
  const all = [...linkAudits, ...domainAudits, ...profileAudits].map(({ id, rule, title, failureTitle, why, innocent, judges, severity, action, ownSiteAdvice, options, references, examples }) => ({ id, rule, title, failureTitle, why, innocent, judges, severity, action, ownSiteAdvice, options, references, examples: examples.map((example) => `${example.title} (${example.verdict})`) }))
  const byRule = new Map<string, typeof all>()
  for (const audit of all) byRule.set(audit.rule, [...(byRule.get(audit.rule) ?? []), audit])
  return [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, same]) => entry({
    id: `audit/${rule}`, kind: 'audit', title: `${same[0]!.failureTitle} (${rule})`, summary: same[0]!.why,
    parts: same.flatMap((audit) => [
      { heading: `${audit.failureTitle} (${audit.id})`, text: `${audit.why} It can be innocent: ${audit.innocent}` },
      { heading: 'Asked of', text: `each ${audit.judges === 'profile' ? 'whole profile of links' : audit.judges}; strength at most ${audit.severity}; what to do: ${actionClause(audit)}` },
      ...(Object.keys(audit.options).length === 0 ? [] : [{ heading: 'Bounds', text: Object.entries(audit.options).map(([name, value]) => `${spaced(name)}: ${String(value)}`).join('; ') }]),
      { heading: 'Examples that are run as tests', text: audit.examples.join('; ') },
    ]),
    references: [...new Map(same.flatMap(({ references }) => references).map((reference) => [reference.url, reference])).values()], related: ['formula/risk', 'operation/risk.review'],
  }))
}

function ofOperation(operation: Operation): Help {
  const { id, summary, description, effect, example, input, alias } = operation
  return entry({
    id: `operation/${id}`, kind: 'operation', title: `citewell ${alias ?? id.replace('.', ' ')}`, summary: `${summary}.${description ? ` ${description}` : ''}`,
    parts: [{ heading: 'Example', text: example }, { heading: 'Over HTTP', text: `${effect === 'read' ? 'GET or ' : ''}POST /v1/${id.replace('.', '/')}; effect: ${effect}` }],
    tables: [{ title: 'Input', columns: ['name', 'type', 'meaning'], rows: schemaRows(input) }],
  })
}

function slugOf(word: string): string {
  return word.split(',')[0]!.toLowerCase().replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, '')
}

function plain(text: string): string {
  return text.replaceAll(/[*`]/gu, '')
}
