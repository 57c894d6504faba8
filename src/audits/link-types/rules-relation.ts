import { hostOf, type Url } from '../../model/url.js'
import { hostReading } from './host-reading.js'
import { findPhrases, wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import { isCredit } from './rules-kin.js'
import { isFramed, targetHostOf } from './rules-target.js'
import type { Signals } from './signal.js'
import { siteNames } from './site-names.js'

/**
 * What a page says in words of its house and the target: a relation of institutions (LT-05), who keeps the site (LT-27), or an
 * outside service in its menus (LT-14).
 */
export function relationRules(reading: LinkReading, signals: Signals): void {
  if (reading.features === null || reading.facts.link.referringDomain === reading.facts.link.targetDomain) return
  if (isFramed(reading)) {
    ownerWordsRule(reading, signals)
    funderRule(reading, signals)
    serviceRule(reading, signals)
    sisterTitleRule(reading, signals)
  } else {
    staffRule(reading, signals)
    funderRule(reading, signals)
    partnerRule(reading, signals)
  }
  ownerLineRule(reading, signals)
  ownerMarkupRule(reading, signals)
  provenRule(reading, signals)
}

/** So many words may stand between the words of a relation and the link: "our partner, the hospital of". */
const betweenMax = 4
const sentenceBreak = /[.!?…]["'”»)\]]*\s+(?=\P{Ll})/gu

/** Words before the link, from the beginning of its sentence. */
export function beforeInSentence({ facts: { link } }: LinkReading): string[] {
  const before = (link.context?.before ?? '').slice(-220)
  let from = 0
  for (const found of before.matchAll(sentenceBreak)) if (!abbreviation.test(before.slice(0, found.index + 1))) from = found.index + found[0].length
  return wordsOf(before.slice(from))
}

/** "Dr.", "St.", "z. B.": no sentence ends there. */
const abbreviation = /(?:^|\s)(?:\p{L}|\p{Lu}\p{Ll}{1,3})\.$/u

/** "We are a member of", "unsere Partnerpraxis ist": said by the house itself it is a relation; said by a reporter it is news (LT-05). */
function partnerRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const { relation } = reading.words
  if (link.area === 'comment' || link.cues.includes('comment') || link.cues.includes('author-box') || targetHostOf(reading) !== null || link.context === null) return
  if (signals.list.some(({ type, group, strength }) => (type === 'LT-18' || type === 'LT-02') && (group === 'label' || group === 'author') && (strength === 'defining' || strength === 'decisive'))) return
  const before = beforeInSentence(reading)
  const after = wordsOf(link.context.after.split(/[.!?]\s/u, 1)[0]!.slice(0, 80))
  const found = findPhrases(relation.partner, before, '').find(({ at, length }) => at + length >= before.length - betweenMax) ?? findPhrases(relation.partner, after, '').find(({ at, length }) => at <= 2 && length >= 2)
  if (found === undefined || !isOwnVoice(reading, [...before, ...after])) return
  const features = reading.features!
  const isSigned = features.authors.length > 0 && (features.ogType === 'article' || features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type)))
  signals.add('LT-05', 'text', isSigned ? 'strong' : 'decisive', 'F-CTX', 'words around the link', `${found.text}, said by the house itself`)
  signals.add('LT-01', 'against', isSigned ? 'contra' : 'veto', 'F-CTX', 'words around the link', found.text)
}

/** True where the site speaks of itself: "we", its own name, or a page about the house. */
function isOwnVoice(reading: LinkReading, sentence: readonly string[]): boolean {
  const { relation } = reading.words
  if (sentence.some((word) => relation.firstPerson.has(word))) return true
  const joined = sentence.join('')
  if (siteNames(reading).some((name) => ownNameOf(name).some((words) => words.join('').length >= 5 && joined.includes(words.join(''))))) return true
  const hostWords = reading.host.parts.filter((part) => part.length >= 5)
  if (hostWords.some((part) => sentence.includes(part))) return true
  const names = [(reading.facts.page?.title ?? '').split(/\s[-–—|·:»]\s/u, 1)[0]!, reading.features!.headings[0] ?? '']
  return relation.sections.has(reading.slug.join(' ')) || names.some((name) => relation.sections.has(wordsOf(name.slice(0, 60)).join(' ')))
}

/** A name whole and without what follows a dash or a bar. */
function ownNameOf(name: string): string[][] {
  return name.length > 100 ? [] : [wordsOf(name.split(/\s[-–—|·:»]\s/u, 1)[0]!)]
}

/** Words of a bio that call the writer one of the house: what he links is its people's own, and he is no guest (LT-27, LT-02 contra). */
function staffRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const isBio = link.cues.includes('author-box') || signals.list.some(({ type, group }) => type === 'LT-02' && group === 'author')
  if (!isBio || reading.contextWords.length === 0) return
  const found = findPhrases(reading.words.relation.staff, reading.contextWords, '').find(({ at, length, text }) => ownSite.test(text) || namesSite(reading, reading.contextWords.slice(at + length, at + length + 6)))
  if (found === undefined) return
  signals.add('LT-27', 'author', 'defining', 'F-AUTH', 'words around the link', `${found.text}: one of the house`, 'site-group')
  for (const type of ['LT-02', 'LT-01'] as const) signals.add(type, 'against', 'veto', 'F-AUTH', 'words around the link', `${found.text}: one of the house`)
}

/** Phrases that name the site by "this" or "our". */
const ownSite = /\b(?:this|diese[sn]?|ce|este|questo|deze|tego|our|unser|unsere|notre|nuestr[oa])\b/u

function namesSite(reading: LinkReading, words: readonly string[]): boolean {
  const joined = words.join('')
  const domain = reading.facts.link.referringDomain.split('.', 1)[0]!.replaceAll('-', '')
  return (domain.length >= 4 && joined.includes(domain)) || siteNames(reading).some((name) => ownNameOf(name).some((run) => run.join('').length >= 5 && joined.includes(run.join(''))))
}

/** "With the support of" names who pays for a site or for what its page is about; in a signed article it is told of others (LT-07). */
function funderRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const framed = isFramed(reading)
  if (!framed && (link.area === 'comment' || reading.features!.authors.length > 0 || reading.features!.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type)))) return
  const before = wordsOf((link.context?.before ?? '').slice(-70))
  const found = findPhrases(reading.words.relation.funder, before, '').find(({ at, length }) => at + length >= before.length - 1)
  if (found === undefined || targetHostOf(reading) !== null) return
  signals.add('LT-07', 'text', framed ? 'defining' : 'decisive', 'LT-07', 'words before the link', found.text)
  if (!framed) signals.add('LT-01', 'against', 'contra', 'LT-07', 'words before the link', found.text)
}

/** "Quarterly of the …", "onderdeel van …" in header, menu or footer: whoever is linked behind it keeps the site (LT-27). */
function ownerWordsRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.context === null || link.area === 'aside' || targetHostOf(reading) !== null || link.cues.includes('sponsors') || link.cues.includes('ad')) return
  const line = link.context.before.slice(-70)
  const before = wordsOf(line)
  const among = oursAfter.exec(link.context.after.slice(0, 80))
  const found = among !== null ? { text: among[0] } : findPhrases(reading.words.relation.owner, before, '').find(({ at, length }) => at + length >= before.length - 1)
  if (found === undefined || isCredit(reading, `${line.slice(-40)} ${link.anchorText ?? ''}`)) return
  signals.add('LT-27', 'text', 'defining', 'LT-27', 'words before the link', found.text, 'site-group')
  signals.add('LT-14', 'against', 'contra', 'LT-27', 'words before the link', found.text)
}

/** "… (our other guides)" behind a run of links. */
const oursAfter = /^[^.|]{0,60}\((?:our|nos|unsere|nuestr[ao]s|[il]e? nostr[ei]|[oa]s noss[oa]s|onze|nasze)\s(?:other|sister|autres|anderen|weiteren|otr[oa]s|altr[ie]|outr[oa]s|andere|inne)/iu
const ownerWordsMax = 6

const paperKinds = ['news', 'local-news']

/** A paper that names another paper in its frame names one of the same house: rivals are not put there (LT-27). */
function sisterTitleRule(reading: LinkReading, signals: Signals): void {
  const { facts: { link, lists }, host, words } = reading
  if (link.area === 'aside' || link.target === null || targetHostOf(reading) !== null || !paperKinds.some((kind) => host.kinds.has(kind))) return
  if (findPhrases(words.relation.offer, reading.anchorWords, '').length > 0 || findPhrases(words.relation.service, reading.anchorWords, '').length > 0) return
  const target = hostReading(hostOf(link.target as Url), lists, words)
  const kind = paperKinds.find((one) => target.kinds.has(one))
  if (kind !== undefined) signals.add('LT-27', 'host', 'decisive', 'LT-27', 'kinds of both hosts', `a paper in the frame of a paper: ${target.kinds.get(kind)!}`, 'site-group')
}

/** A line of the footer that says who keeps the site, with the name that is linked here or the one in the target's domain (LT-27). */
function ownerLineRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  if (link.cues.includes('prose') && !isFramed(reading)) return
  const label = link.targetDomain.split('.', 1)[0]!.replaceAll('-', '')
  const anchor = reading.anchorWords.join('')
  const names = [label, anchor].filter((name) => name.length >= 5 && !reading.words.genericNames.has(name))
  if (names.length === 0) return
  for (const line of reading.extra.footerLines ?? []) {
    const words = wordsOf(line.slice(0, 200))
    const found = findPhrases(reading.words.relation.owner, words, '').find(({ at, length }) => names.some((name) => words.slice(at + length, at + length + ownerWordsMax).join('').includes(name)))
    if (found === undefined || isCredit(reading, line)) continue
    signals.add('LT-27', 'structured', 'decisive', 'LT-27', 'footer', line, 'site-group')
    return
  }
}

/** Markup names the target's domain as one of who keeps the page; or its legal line names the provider (LT-27). */
function ownerMarkupRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const { profile, extra } = reading
  if (targetHostOf(reading) === null && (extra.ownerDomains ?? []).includes(link.targetDomain)) signals.add('LT-27', 'structured', 'defining', 'LT-27', 'markup of the page', `${link.targetDomain} is named as the keeper’s or as an edition`, 'site-group')
  if (profile.names.length === 0) return
  const line = (extra.footerLines ?? []).find((text) => legalLine.test(text) && profile.names.some((name) => name.join('').length >= 7 && containsRun(wordsOf(text.slice(0, 120)).slice(0, legalWordsMax), name)))
  if (line !== undefined && !isCredit(reading, line)) signals.add('LT-27', 'structured', 'defining', 'LT-27', 'legal line of the page', line, 'same-provider')
}

/** A copyright mark or the form of a company. */
const legalLine = /©|\(c\)\s|copyright|\b(?:ltd|llc|llp|inc|plc|gmbh|ggmbh|e\.\s?v\.|ag|kg|mbb|sarl|sas|selarl|s\.?l\.?p?\.?u?|s\.?r\.?l|s\.?p\.?a|lda|unipessoal|b\.?v|n\.?v|sp\.\s?z\s?o\.?\s?o|s\.?a)\b\.?/iu
/** Behind the mark and the year stands the keeper; names further on are of pictures and partners. */
const legalWordsMax = 7

/** Where the site of one keeper is proven, a link in its frame is no widget, on however many pages it stands (LT-27 before LT-14). */
function provenRule(reading: LinkReading, signals: Signals): void {
  if (!isFramed(reading) || targetHostOf(reading) !== null) return
  const proof = signals.list.find(({ type, group, strength }) => type === 'LT-27' && (group === 'host' || group === 'structured') && (strength === 'defining' || strength === 'decisive'))
  if (proof !== undefined && !signals.list.some(({ type, group }) => type === 'LT-14' && (group === 'url' || group === 'text' || group === 'anchor'))) signals.add('LT-14', 'against', 'veto', proof.rule, proof.looked, proof.found)
}

/** "Tickets", "Elternportal", "Pogoda" in a menu: a service that others run for the site (LT-14) (LT-14). */
function serviceRule(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const { relation } = reading.words
  if (reading.anchorWords.length === 0 || reading.anchorWords.length > serviceWordsMax || link.cues.includes('sponsors') || link.cues.includes('ad')) return
  if (signals.list.some(({ type, group }) => type === 'LT-27' && (group === 'host' || group === 'structured' || group === 'text'))) return
  const anchor = reading.anchorWords.join(' ')
  const found = findPhrases(relation.service, reading.anchorWords, anchor).find(({ length }) => length / reading.anchorWords.length >= 0.5)
  const box = ownBox(reading)
  if (box !== null) {
    signals.add('LT-27', 'title', 'decisive', 'F-CTX', 'heading above the link', box, 'site-group')
    return signals.add('LT-14', 'against', 'contra', 'F-CTX', 'heading above the link', box)
  }
  if (found !== undefined) return signals.add('LT-14', 'anchor', 'decisive', 'F-ANC', 'anchor text', `${link.anchorText ?? ''}: a service`, 'theme')
}

/** "From our shop" above a box, "my courses" in it: what a house calls its own. */
function ownBox({ words, facts: { link } }: LinkReading): string | null {
  const heading = link.cues.find((cue) => cue.startsWith('under:'))?.slice('under:'.length)
  const { ownProperty, possessives } = words.relation
  for (const text of [heading, link.anchorText]) {
    const run = wordsOf((text ?? '').slice(0, 60))
    if (findPhrases(ownProperty, run, '').some(({ at }) => run.slice(Math.max(0, at - 2), at).some((word) => possessives.has(word)))) return text ?? null
  }
  return null
}

const serviceWordsMax = 5
