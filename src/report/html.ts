import type { AuditResult } from '../model/audit-result.js'
import { barChart, stackedBar, type Bar } from './charts.js'
import { address, folded, section, table, tierBadge } from './html-parts.js'
import { html, Markup } from './markup.js'
import { reportStyle } from './style.js'
import { groupMarks } from './tokens.js'
import { signWords, whereFound, countOf, countWords, dateWords, shareWords, shortAddress, sourceName } from './words.js'

/**
 * The audit as one HTML file: no script, no font and no picture from anywhere else, readable by a screen reader and
 * on paper. Addresses of strangers are text, not links, so that a report can be opened anywhere without care.
 */
export function auditHtml(result: AuditResult): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="robots" content="noindex"><title>${result.sentence} – ${result.name}</title><style>${new Markup(reportStyle())}</style></head>
<body><a class="skip" href="#main">Skip to the report</a>
<header><p class="mark-line"><span class="mark" aria-hidden="true">[+]</span> Citewell · link report for ${result.name}</p></header>
<main id="main">
<h1>${result.sentence}</h1>
<p class="lead">${result.site} · ${countOf(result.totals.referringDomains, 'referring domain')} · ${countOf(result.totals.links, 'link')}: ${countWords(result.totals.live)} live when their page was last read, ${countWords(result.totals.unconfirmed)} not yet confirmed by reading the page, ${countWords(result.totals.lost)} lost · as of ${dateWords(result.asOf)}</p>
${handful(result)}${next(result)}${types(result)}${tierSection(result)}${anchors(result)}${findings(result)}${verdict(result)}${lost(result)}${sources(result)}${fine(result)}${method(result)}
</main></body></html>`
  return page.text
}

function handful(result: AuditResult): Markup {
  if (result.handful.length === 0) {
    return section('handful', 'No link from a medical body was found yet', html`<p>When a health authority, a university, a hospital or a professional society links to ${result.name}, it stands here first. The links that were found are below, by type.</p>`)
  }
  const shown = result.handful.length
  const title = shown < result.totals.recognisable ? `The handful that matters: ${shown} of ${result.totals.recognisable}` : 'The handful that matters'
  return section('handful', title, html`<ol class="cards">${result.handful.map((row) => html`<li class="card"><p class="card-title">${row.title ?? shortAddress(row.referringPage ?? row.referringDomain)}</p>
<p>${address(row.referringPage, row.referringDomain)}</p>
${row.context === '' ? '' : html`<p class="quote">“${row.context}”</p>`}
<p class="facts">${tierBadge(row.tier, row.tierName)} <span>${row.typeName} ${row.typeConfidence.toFixed(2)}</span> <span>quality ${row.quality}</span> <span>${row.rel.length === 0 ? 'followed' : row.rel.join(' ')}</span> <span>${row.state}${row.area === null ? '' : `, ${row.area}`}</span></p>
<p class="why">${row.tierReason === '' ? '' : html`Who: ${row.tierReason}. `}${row.typeReason === '' ? '' : html`Why ${row.typeName.toLowerCase()}: ${row.typeReason}. `}Second guess: ${row.runnerUp}. Seen ${dateWords(row.firstSeen)} to ${dateWords(row.lastSeen)} by ${row.seenBy.map(sourceName).join(', ')}.</p></li>`)}</ol>`)
}

function next(result: AuditResult): Markup {
  if (result.next.length === 0) return section('next', 'Nothing needs doing now', html`<p>No finding asks for action.</p>`)
  return section('next', 'What to do next', html`<ol>${result.next.map((item) => html`<li><strong>${item.what}</strong> ${item.why} <span class="soft">About ${countOf(item.minutes, 'minute')}.</span></li>`)}</ol>`)
}

function types(result: AuditResult): Markup {
  const known = result.groups.filter((group) => group.referringDomains > 0)
  if (known.length === 0) return section('types', 'No links to sort by type', html`<p>Once there are links, this shows how many are editorial, guest posts, directories and local.</p>`)
  const bars: Bar[] = known.map((group) => ({ label: `${group.group} ${shareWords(group.share)}`, shape: groupMarks[group.group].shape, value: group.referringDomains, text: countWords(group.referringDomains), className: `g-${group.group.replace(' ', '-')}`, unknown: group.group === 'unknown' }))
  return section('types', typesTitle(known), html`
${stackedBar('types-chart', `Referring domains by type: ${known.map((group) => `${group.group} ${group.referringDomains}`).join(', ')}`, bars)}
${table('Referring domains by founding type', ['Type', 'Referring domains', 'Links', 'Share'], known.map((group) => [html`<span class="mark g-${group.group.replace(' ', '-')}" aria-hidden="true">${groupMarks[group.group].shape}</span> ${group.group}`, countWords(group.referringDomains), countWords(group.links), shareWords(group.share)]), [1, 2, 3])}
${folded(`All ${result.types.length} types that were found`, table('Referring domains by exact type', ['Type', 'Referring domains', 'Links'], result.types.map((type) => [html`${type.typeName} <span class="rule">${type.type}</span>`, countWords(type.referringDomains), countWords(type.links)]), [1, 2]))}`)
}

const foundingWords: Partial<Record<string, string>> = { editorial: 'editorial', 'guest post': 'by guest post', directory: 'in a directory', local: 'local' }

function typesTitle(known: AuditResult['groups']): string {
  const all = known.reduce((sum, group) => sum + group.referringDomains, 0)
  const founding = known.filter((group) => group.group !== 'other' && group.group !== 'unknown')
  if (founding.length === 0) return `${countOf(all, 'site')}, none of them editorial, guest post, directory or local`
  return `Of ${countOf(all, 'site')}, ${founding.map((group) => `${countWords(group.referringDomains)} ${foundingWords[group.group] ?? group.group}`).join(', ')}`
}

function tierSection(result: AuditResult): Markup {
  const bars: Bar[] = result.tiers.map((tier) => ({ label: `T${tier.tier} ${tier.name}`, shape: '▮', value: tier.referringDomains, text: countOf(tier.referringDomains, 'domain'), className: `tier-${tier.tier}` }))
  return section('tiers', `${countOf(result.totals.recognisable, 'site')} that a patient would recognise as a medical body`, html`
${barChart('tiers-chart', `Referring domains by identity tier: ${result.tiers.map((tier) => `T${tier.tier} ${tier.referringDomains}`).join(', ')}`, bars)}
${folded('The same as a table', table('Referring domains by identity tier', ['Tier', 'Referring domains', 'Links'], result.tiers.map((tier) => [tierBadge(tier.tier, tier.name), countWords(tier.referringDomains), countWords(tier.links)]), [1, 2]))}
<p class="soft">Value of the profile ${result.value.total.toFixed(2)}: the best tenth of the links holds ${shareWords(result.value.topDecileShare)} of it, and without the best three links ${shareWords(result.value.lostWithoutBestThree)} would be gone.${valueByType(result)}${valueByTopic(result)} ${result.risk.links === 0 ? 'No link looks artificial.' : `Of the apparent value, with nothing taken off for risk, ${shareWords(result.risk.shareAtRisk)} comes from links of ${countOf(result.risk.referringDomains, 'domain')} that look artificial.`}</p>`)
}

/** Which types hold the value: those with a twentieth of it or more, five at most. */
function valueByType({ value: { types } }: AuditResult): string {
  const most = types.filter(({ share }) => share >= 0.05).slice(0, 5)
  return most.length === 0 ? '' : ` By type: ${most.map(({ typeName, share }) => `${typeName} ${shareWords(share)}`).join(', ')}.`
}

/** What the value is about: topics with a twentieth of it or more, five at most. */
function valueByTopic({ value: { topics } }: AuditResult): string {
  const most = (topics ?? []).filter(({ share }) => share >= 0.05).slice(0, 5)
  return most.length === 0 ? '' : ` By subject: ${most.map(({ topic, share }) => `${topic} ${shareWords(share)}`).join(', ')}.`
}

/** AN-17 in one sentence; few texts of names and addresses are healthy, so those are not among them. */
function varietyWords({ diversity }: AuditResult['anchors']): Markup {
  if (diversity === undefined || diversity.entropy === null || diversity.herfindahl === null) return html``
  return html`<p class="soft">Besides names and addresses sites use ${countWords(diversity.distinct)} different texts; evenness ${diversity.entropy.toFixed(2)} (1: each as often as the others), concentration ${diversity.herfindahl.toFixed(2)} (1: all the same). This describes; it is no aim.</p>`
}

/** AN-20: the kinds beside those of named rivals; where nothing can be said, why. */
function besideWords({ comparison }: AuditResult['anchors']): Markup {
  if (comparison === undefined) return html``
  if (comparison.verdict === 'unknown') return html`<p class="soft">${comparison.sentence}</p>`
  return html`<p>${comparison.sentence}</p>${folded('Beside rivals', table('Shares of the kinds here and at rivals', ['Kind', 'Here', 'Rivals'], comparison.groups.map((row) => [row.group, shareWords(row.share), shareWords(row.rivalShare)]), [1, 2]))}`
}

function anchors(result: AuditResult): Markup {
  if (result.anchors.counted === 0) return section('anchors', 'Anchor texts are not known yet', html`<p>The sources so far list pages without the words of the link.</p>`)
  const top = result.anchors.kinds[0]!
  const bars: Bar[] = result.anchors.kinds.slice(0, 10).map((kind) => ({ label: kind.kind, shape: '▪', value: kind.referringDomains, text: `${countWords(kind.referringDomains)} (${shareWords(kind.share)})`, className: 'accent' }))
  return section('anchors', `The most common words: ${top.kind}, ${shareWords(top.share)}`, html`${barChart('anchors-chart', `Anchor kinds by referring domain: ${result.anchors.kinds.map((kind) => `${kind.kind} ${kind.referringDomains}`).join(', ')}`, bars)}
${varietyWords(result.anchors)}${folded('The words themselves', table('Most used anchor texts', ['Anchor text', 'Kind', 'Referring domains'], result.anchors.top.map((row) => [row.anchorText, row.kind, countWords(row.referringDomains)]), [2]))}
${besideWords(result.anchors)}<p class="soft">There is no official share to reach. Let authors choose their own words.</p>`)
}

function findings(result: AuditResult): Markup {
  if (result.findings.length === 0) return section('findings', 'No findings', html`<p>Nothing that was looked at stands out.</p>`)
  return section('findings', `${countOf(result.findings.length, 'kind')} of finding, each with what was seen`, html`${result.findings.map((finding) => html`<article class="finding"><h3>${finding.title} <span class="rule">${finding.rule}</span></h3>
<p class="facts"><span class="severity${finding.actionable ? ' worth-a-look' : ''}">${signWords(finding.severity)}</span> <span>${whereFound(finding)}${finding.links === 0 ? '' : `, ${countOf(finding.links, 'link')}`}</span> <span>${finding.actionWords}</span></p>
${finding.quotes.length === 0 ? '' : html`<ul class="quotes">${finding.quotes.map((quote) => html`<li>${quote}</li>`)}</ul>`}
<p class="soft">It can be innocent: ${finding.innocent}</p></article>`)}`)
}

function verdict(result: AuditResult): Markup {
  return section('verdict', 'Should anything be disavowed?', html`<p class="verdict">${result.verdict.sentence}</p><ul>${result.verdict.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`)
}

function lost(result: AuditResult): Markup {
  if (result.totals.lost === 0) return section('lost', 'No link is known to be lost', html`<p>A link counts as lost when two looks at its page, a day apart, did not find it, when its page or domain is gone, or when a source says so.</p>`)
  return section('lost', `${countOf(result.totals.lost, 'link')} lost; the best are worth a friendly question`, table('Lost links, best first', ['Page', 'Tier', 'Pointed to', 'Reason', 'Last seen'], result.lost.slice(0, 20).map((row) => [address(row.referringPage, row.referringDomain), `T${row.tier}`, address(row.target, ''), (row.lostReason ?? 'not told').replaceAll('-', ' '), dateWords(row.lastSeen)])))
}

function sources(result: AuditResult): Markup {
  return section('sources', `${countOf(result.sources.length, 'source')} looked at`, html`
${table('What each source saw', ['Source', 'Referring domains', 'Only here', 'Links', 'From', 'Until'], result.sources.map((source) => [sourceName(source.seenBy), countWords(source.referringDomains), countWords(source.onlyHere), countWords(source.links), dateWords(source.firstSeen), dateWords(source.lastSeen)]), [1, 2, 3])}
${result.overlap.length === 0 ? '' : folded('Which sources agree', table('Referring domains that both saw', ['One', 'Other', 'Both'], result.overlap.map((pair) => [sourceName(pair.a), sourceName(pair.b), countWords(pair.referringDomains)]), [2]))}
${result.inputs.length === 0 ? '' : table('Files of this audit', ['File', 'Recognised as', 'Rows', 'Accepted', 'Refused', 'Problems'], result.inputs.map((input) => [input.file, input.recognised, countWords(input.rows), countWords(input.accepted), countWords(input.refused), countWords(input.problems)]), [2, 3, 4, 5])}
${result.problems.length === 0 ? '' : folded(`${countOf(result.problems.length, 'problem')} while reading`, table('Problems while reading', ['File', 'Where', 'What'], result.problems.map((problem) => [problem.file, problem.where, problem.message])))}`)
}

function fine(result: AuditResult): Markup {
  return section('fine', 'What we looked at and found fine', html`
${result.passed.length === 0 ? html`<p>No audit of the whole profile could pass on so few links.</p>` : html`<ul>${result.passed.map((audit) => html`<li>${audit.title} <span class="rule">${audit.rule}</span></li>`)}</ul>`}
${result.notJudged.length === 0 ? '' : folded(`${countOf(result.notJudged.length, 'question')} could not be answered`, table('Not judged, and what is missing', ['Question', 'Rule', 'Missing'], result.notJudged.map((audit) => [audit.title, audit.rule, audit.missing.join('; ')])))}`)
}

function method(result: AuditResult): Markup {
  return section('method', 'How this was made', html`<p>Counts are referring domains unless they say links: a hundred links of one site are one voice. Every judgement carries its evidence in <code>findings.json</code>; every link is a row of <code>links.csv</code>. Quality orders links by expected benefit to trust, relevance and reach; it does not predict a search engine. Other tools' scores are never used.</p>
<p class="soft">${Object.entries(result.versions).map(([name, version]) => `${name} ${version}`).join(' · ')}</p>`)
}
