import { z } from 'zod'
import identityTier from '../audits/domain/identity-tier.js'
import { domainAudits, linkAudits, profileAudits } from '../audits/index.js'
import anchorKind from '../audits/link/anchor-kind.js'
import linkQuality from '../audits/link/link-quality.js'
import linkType from '../audits/link/link-type.js'
import { importKinds } from '../imports/index.js'
import type { Audit } from '../model/judgement.js'
import { linkTypes, tiers } from '../model/link-types.js'
import { ListedLinkSchema } from '../model/listed-link.js'
import type { Operation } from '../model/operation.js'
import { ProviderProfileSchema } from '../model/profile.js'
import { actionClause } from '../model/risk-action.js'
import { SightingSchema } from '../model/sighting.js'
import { terms } from '../model/terms.js'
import { countedKernels } from '../rank/counted-kernels.js'
import type { Kernel } from '../rank/define-kernel.js'
import { kernels } from '../rank/rank-graph.js'
import { operations } from './index.js'
import { schemaRows, schemaRowsWithin } from './schema-rows.js'

/** The documents printed from declarations, by path under docs/. `citewell docs` writes them; tidy fails when one is stale. */
export function printedDocs(): Array<{ path: string; text: string }> {
  const head = (title: string) => `# ${title}\n\nPrinted from the declarations by \`npm run docs\`; do not edit.\n`
  return [
    { path: 'operations.md', text: [head('Operations'), ...operations.map(operationText)].join('\n') },
    { path: 'imports.md', text: [head('Exports of other tools that are recognised'), ...importKinds.map(importText)].join('\n') },
    { path: 'judgements.md', text: [head('Judgements'), ...[linkType, anchorKind, identityTier, linkQuality].map(judgementText), typeTable(), tierTable()].join('\n') },
    { path: 'audits.md', text: [head('Audits'), ...[...linkAudits, ...domainAudits, ...profileAudits].sort((a, b) => (a.rule < b.rule ? -1 : 1)).map(auditText)].join('\n') },
    { path: 'kernels.md', text: [head('What a web graph is ranked by'), kernelsIntroduction, ...kernels.map(kernelText), ...countedKernels.map(kernelText)].join('\n') },
    { path: 'profile.md', text: [head('The provider profile'), 'A JSON file that says who a site belongs to and whom it serves. Every key may be left out; an unknown key is refused, so that a typing error is seen.\n', rowTable(schemaRowsWithin(ProviderProfileSchema)), '\nAn example is `data/sample-web/profile.json`.\n'].join('\n') },
    { path: 'terms.md', text: termsText() },
    { path: 'columns.md', text: [head('Columns'), '## A listed link (`links list`, `links.csv`)\n', schemaTable(ListedLinkSchema), '\n## A sighting (`sightings extract`, one JSON line each)\n', schemaTable(SightingSchema)].join('\n') },
  ]
}

function schemaTable(schema: z.ZodType): string {
  return rowTable(schemaRows(schema))
}

function rowTable(of: string[][]): string {
  const rows = of.map(([name, type, meaning]) => `| \`${name}\` | ${type} | ${cell(meaning ?? '')} |`)
  return ['| name | type | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/gu, ' ')

function operationText(operation: Operation): string {
  const words = operation.id.split('.').join(' ')
  return [
    `## citewell ${operation.alias ?? words}\n`,
    `${operation.summary}.${operation.description ? ` ${operation.description}` : ''}\n`,
    `\`\`\`sh\n${operation.example}\n\`\`\`\n`,
    `Over HTTP: \`${operation.effect === 'read' ? 'GET or ' : ''}POST /v1/${operation.id.replace('.', '/')}\`. Effect: ${operation.effect}.${operation.mcp ? ' Offered over MCP.' : ''}\n`,
    schemaTable(operation.input),
  ].join('\n')
}

function importText(kind: (typeof importKinds)[number]): string {
  return [
    `## ${kind.id}\n`,
    `${kind.title}. ${kind.exportedFrom ? `From: ${kind.exportedFrom}. ` : ''}${kind.gives === 'refused' ? `Refused: ${kind.refusal ?? ''}` : kind.gives === 'referring-domains' ? 'Gives referring domains.' : 'Gives links.'}\n`,
  ].join('\n')
}

interface Declared {
  id: string
  title: string
  why: string
  references: ReadonlyArray<{ title: string; url: string }>
}

const references = (list: Declared['references']) => list.map((reference) => `- [${reference.title}](${reference.url})`).join('\n')

function judgementText(judgement: Declared & { version: string; notMeasured?: readonly string[]; examples: ReadonlyArray<{ title: string }> }): string {
  return [`## ${judgement.title} (\`${judgement.id}\`, version ${judgement.version})\n`, `${judgement.why}\n`, ...(judgement.notMeasured === undefined ? [] : [`Not measured: ${judgement.notMeasured.join('; ')}.\n`]), `${references(judgement.references)}\n`, `Examples that are run as tests: ${judgement.examples.map((example) => example.title).join('; ')}.\n`].join('\n')
}

const kernelsIntroduction = 'In the formulas T gives the value of a vertex in equal parts to those it links to, c or α is the damping, v the jump, which sums to 1. `citewell graph rank --kernel ID` ranks by them; docs/scales.md says how scores become numbers from 0 to 100.\n'

type AnyKernel = Pick<Kernel, 'id' | 'title' | 'meaning' | 'formula' | 'version'> & { rule: string | null; references: Declared['references'] } & Partial<Pick<Kernel, 'seeds' | 'options' | 'examples'>>

function kernelText({ id, rule, version, title, meaning, formula, references: papers, seeds, options, examples }: AnyKernel): string {
  const how = [
    ...(seeds === undefined || seeds === 'none' ? [] : [`Begins at ${seeds} seeds.`]),
    ...(options ? [`Options: ${Object.entries(options).map(([name, value]) => `${name} ${value}`).join(', ')}.`] : []),
  ]
  return [
    `## ${rule === null ? '' : `${rule} · `}${title} (\`${id}\`, version ${version})\n`,
    `${meaning}\n`,
    `Formula: ${formula}.\n`,
    ...(how.length > 0 ? [`${how.join(' ')}\n`] : []),
    ...(papers.length > 0 ? [`${references(papers)}\n`] : []),
    ...(examples ? [`Examples that are run as tests: ${examples.map((example) => example.title).join('; ')}.\n`] : []),
  ].join('\n')
}

function auditText(audit: Pick<Audit<never>, 'id' | 'rule' | 'failureTitle' | 'why' | 'innocent' | 'notMeasured' | 'judges' | 'severity' | 'action' | 'ownSiteAdvice' | 'options' | 'references'> & { examples: ReadonlyArray<{ title: string; verdict: string }> }): string {
  return [
    `## ${audit.rule} · ${audit.failureTitle} (\`${audit.id}\`)\n`,
    `${audit.why} It can be innocent: ${audit.innocent}\n`,
    ...(audit.notMeasured === undefined ? [] : [`Not measured: ${audit.notMeasured.join('; ')}.\n`]),
    `Judges: ${audit.judges}. Severity: ${audit.severity}. Action: ${actionClause(audit)}. Options: ${Object.entries(audit.options).map(([name, value]) => `${name} ${String(value)}`).join(', ') || 'none'}.\n`,
    `${references(audit.references)}\n`,
    `Examples that are run as tests: ${audit.examples.map((example) => `${example.title} (${example.verdict})`).join('; ')}.\n`,
  ].join('\n')
}

function typeTable(): string {
  return ['## Link types\n', '| id | name | precedence |', '| --- | --- | --- |', ...Object.entries(linkTypes).map(([id, type]) => `| ${id} | ${type.name} | ${type.precedence} |`), ''].join('\n')
}

function tierTable(): string {
  return ['## Identity tiers\n', '| tier | who |', '| --- | --- |', ...Object.entries(tiers).map(([tier, name]) => `| T${tier} | ${name} |`), ''].join('\n')
}

/** What counts as the same page belongs to the words too: links, sightings and corrections find each other by it. */
const samePage = `**The same page.** Two URLs are one page if they differ only in scheme, a leading \`www.\`, fragment, default port, user name, campaign parameters\n(\`utm_…\`, \`gclid\`, \`fbclid\`, \`replytocom\`, …), the order of parameters, a trailing slash or an index file (\`/index.html\`). Path case and every other parameter\ncount. An address is shown as it was seen: of several spellings of a referring page the plainest. Hosts are read by their letters (\`münster.example\`), but for names that could
pass for others, which stay Punycode (\`xn--…\`), as in browsers; files, JSON, keys and what is copied always have the Punycode, and a search finds either.`

function termsText(): string {
  return ['# Terms', '', 'Printed from the declarations by `npm run docs`; do not edit. One word for one thing, in code, columns, help and screens.', '', '| word | meaning |', '| --- | --- |', ...terms.map(({ word, meaning }) => `| ${word} | ${cell(meaning)} |`), '', samePage, ''].join('\n')
}
