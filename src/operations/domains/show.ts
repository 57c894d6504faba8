import { z } from 'zod'
import { identityTier } from '../../audits/index.js'
import { reviewDomains } from '../../decisions/index.js'
import { CorrectionSchema } from '../../model/correction.js'
import { ConsiderationSchema, NoteSchema, ProspectSchema } from '../../model/desk-nouns.js'
import type { BriefLink, JudgedLink } from '../../model/facts.js'
import { EvidenceSchema, FindingSchema, type Finding } from '../../model/judgement.js'
import { ListedLinkSchema, shownLink } from '../../model/listed-link.js'
import { tiers, type Tier } from '../../model/link-types.js'
import { defineOperation, type Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { emptyProfile } from '../../model/profile.js'
import { countOf, dateWords } from '../../report/words.js'
import { briefsOf } from '../briefs.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { domainRow } from '../domain-row.js'
import { scalesInWords } from '../graph/words.js'
import { ensureJudged, explainLink } from '../judge.js'
import { linkQuery } from '../link-query.js'
import { scopeOf, siteOfScope } from '../sites.js'
import { graphOfDomain, GraphOfDomainSchema } from './graph-of-domain.js'

const TierSchema = z.object({ tier: z.number().int(), name: z.string(), kind: z.string(), confidence: z.string(), evidence: z.array(EvidenceSchema) })

const scales = scalesInWords(['authority', 'health-trust', 'spam-mass', 'percentile'])

/** Links shown, and those whose dates and figures are read. */
const linksShown = 100
const linksRead = 1_000
const figuresRead = 25

export default defineOperation({
  id: 'domains.show',
  summary: 'Show one domain: who stands behind it and why, its place in the web graph, its links, and what other tools say',
  description: 'Works for any domain: one that does not link to the site is judged by lists and its name alone.',
  effect: 'read',
  mcp: true,
  input: z.object({ domain: z.string().min(1).max(2_048).describe('Domain, host or URL'), site: clientSiteInput }),
  output: z.object({
    site: z.string(), domain: z.string(), host: z.string().nullable().describe('The host that was asked for, where it is one of the domain: all that is shown is of the whole domain'), known: z.boolean().describe('False if no link from it to the site is known'),
    row: z.object({ links: z.number().int(), liveLinks: z.number().int(), followedLinks: z.number().int(), bestQuality: z.number().int(), types: z.array(z.string()), firstSeen: z.string(), lastSeen: z.string(), seenBy: z.array(z.string()) }).nullable(),
    tier: TierSchema,
    ...GraphOfDomainSchema.shape,
    scales: z.string().describe('Version of each 0–100 scale'),
    links: z.array(ListedLinkSchema).describe('Its links, best first, at most a hundred'), total: z.number().int(),
    findings: z.array(FindingSchema).describe('Found on the domain or its best links'),
    otherTools: z.array(z.object({ tool: z.string(), figure: z.string(), low: z.union([z.number(), z.string(), z.boolean()]), high: z.union([z.number(), z.string(), z.boolean()]) })).describe('Figures of other tools; their scores are never used'),
    otherToolsSay: z.array(z.string()), comparison: z.string().nullable(), protectedBecause: z.string().nullable(),
    history: z.array(z.object({ month: z.string(), newLinks: z.number().int(), lostLinks: z.number().int() })),
    corrections: z.array(CorrectionSchema), considerations: z.array(ConsiderationSchema), notes: z.array(NoteSchema), prospect: ProspectSchema.nullable(),
  }),
  positional: ['domain'],
  example: 'citewell domains show heart-society.example',
  words({ domain, host, site, known, row, tier, authority, trust, graphMissing, seedPaths, links, otherToolsSay, comparison, findings }) {
    return [
      ...(host === null ? [] : [`${host} is a host of ${domain}; what follows is of the whole domain.`]),
      `${domain}: tier ${tier.tier}, ${tier.name} (${tier.confidence} confidence)`,
      ...tier.evidence.map((evidence) => `  ${evidence.polarity} ${evidence.looked}: ${evidence.found}`),
      authority === null ? `Web graph: ${graphMissing ?? 'nothing known'}` : `Authority ${authority.value}${authority.rank === null ? '' : ` (rank ${authority.rank} of ${authority.of})`}, ${authority.release}${trust === null || trust.value === null ? '' : `; health trust ${trust.value}`}; scales: ${scales}`,
      ...seedPaths.map(({ chain }) => `  ${chain.join(' → ')}`),
      known && row ? `${countOf(row.links, 'link')} to ${site}, ${row.liveLinks} standing; first seen ${dateWords(row.firstSeen)}, last ${dateWords(row.lastSeen)}` : `No link to ${site} is known.`,
      ...links.slice(0, 10).map((link) => `  ${link.quality}  ${link.typeName}  ${link.state}  ${link.referringPage ?? '(page not told)'}`),
      ...findings.map((finding) => `${finding.rule} ${finding.title}. It can be innocent: ${finding.innocent}`),
      ...otherToolsSay, ...(comparison === null ? [] : [comparison]),
    ].join('\n')
  },
  async run({ domain: asked, site }, context) {
    const { domain, host } = scopeOf(asked)
    const scope = await siteAsked(site, context)
    const key = await ensureJudged(scope, context)
    const { index, desk } = context
    const [row, listed, corrections, considerations, notes, prospects] = await Promise.all([
      domainRow(scope, key, domain, context),
      index.queryJudged(scope, key, linkQuery({ domain, limit: linksRead })),
      desk.corrections(scope.domain), desk.considerations.list(), desk.notes.list(), desk.prospects.list(),
    ])
    const briefs = await briefsOf(scope, key, listed.rows.slice(0, figuresRead).map(({ id }) => id), context)
    const whole = listed.rows[0] === undefined ? undefined : await explainLink(scope, key, listed.rows[0].id, context)
    const profile = (await desk.profile(scope.domain)) ?? emptyProfile
    const review = reviewDomains({ site: scope.host ?? scope.domain, profile, links: briefs, findings: [], lists: context.lists })[0]
    const graph = await graphOfDomain(domain, [...new Set(briefs.map(({ link }) => link.referringHost))], context)
    const ids = new Set(listed.rows.map(({ id }) => id))
    return {
      site: siteOfScope(scope), domain, host: host ?? null, known: row !== undefined,
      row: row === undefined ? null : { links: row.links, liveLinks: row.liveLinks, followedLinks: row.followedLinks, bestQuality: row.bestQuality, types: row.types, firstSeen: row.firstSeen, lastSeen: row.lastSeen, seenBy: row.seenBy },
      tier: tierOf(domain, whole, scope, profile, context),
      ...graph, scales,
      links: listed.rows.slice(0, linksShown).map(shownLink), total: listed.total,
      findings: foundOn(whole, briefs),
      otherTools: figuresOf(briefs), otherToolsSay: review?.otherTools ?? [], comparison: review?.comparison ?? null, protectedBecause: review?.protectedBecause ?? null,
      history: monthsOf(listed.rows),
      corrections: corrections.filter((one) => (one.subject === 'domain' ? one.key === domain : ids.has(one.key))),
      considerations: considerations.filter(({ referringDomain }) => referringDomain === domain),
      notes: notes.filter(({ about }) => about === domain || ids.has(about)),
      prospect: prospects.find((one) => one.domain === domain) ?? null,
    }
  },
})

/** The tier as judged with the links; for a domain without one by lists and its name. */
function tierOf(domain: string, whole: JudgedLink | undefined, scope: TargetScope, profile: typeof emptyProfile, { lists }: Pick<Context, 'lists'>): z.infer<typeof TierSchema> {
  if (whole !== undefined) return whole.tier
  const answer = identityTier.judge({ domain, hosts: [domain], pages: [], site: { site: siteOfScope(scope), domain: scope.domain, profile, targetPages: new Map() }, lists })
  return { ...answer, name: tiers[answer.tier as Tier] }
}

/** Each finding once; those of the domain first. */
function foundOn(whole: JudgedLink | undefined, briefs: readonly BriefLink[]): Finding[] {
  const found = new Map<string, Finding>()
  for (const finding of [...(whole?.findings ?? []), ...briefs.flatMap(({ findings }) => findings)]) {
    if (finding.verdict === 'flag' && finding.judges !== 'profile') found.set(finding.audit, found.get(finding.audit) ?? finding)
  }
  return [...found.values()].sort((a, b) => Number(b.judges === 'domain') - Number(a.judges === 'domain') || b.strength - a.strength)
}

/** `semrush.toxicityScore` with the least and the greatest of its values. */
function figuresOf(briefs: readonly BriefLink[]) {
  const figures = new Map<string, { tool: string; figure: string; low: string | number | boolean; high: string | number | boolean }>()
  for (const { link } of briefs) {
    for (const [name, value] of Object.entries(link.vendor ?? {})) {
      const dot = name.indexOf('.')
      const known = figures.get(name)
      if (known === undefined) figures.set(name, { tool: dot === -1 ? '' : name.slice(0, dot), figure: name.slice(dot + 1), low: value, high: value })
      else if (typeof value === 'number' && typeof known.low === 'number' && typeof known.high === 'number') {
        known.low = Math.min(known.low, value)
        known.high = Math.max(known.high, value)
      }
    }
  }
  return [...figures.values()].sort((a, b) => (a.tool + a.figure < b.tool + b.figure ? -1 : 1))
}

function monthsOf(links: ReadonlyArray<z.infer<typeof ListedLinkSchema>>) {
  const months = new Map<string, { month: string; newLinks: number; lostLinks: number }>()
  const of = (instant: string) => {
    const month = instant.slice(0, 7)
    const known = months.get(month) ?? { month, newLinks: 0, lostLinks: 0 }
    months.set(month, known)
    return known
  }
  for (const link of links) {
    of(link.firstSeen).newLinks += 1
    if (link.state === 'lost') of(link.lastSeen).lostLinks += 1
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}
