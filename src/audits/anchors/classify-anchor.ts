import { shareWords } from '../../lib/number-words.js'
import type { AnchorAnswer, SiteFacts } from '../../model/facts.js'
import type { AnchorKind } from '../../model/link-types.js'
import type { Evidence } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import { pageKey, parseUrl } from '../../model/url.js'
import { fieldOf, lexiconOf, lexiconWords, type Lexicon } from './lexicon.js'
import type { Concept } from './vocabulary.js'
import { isTransliterable, transliterations } from './transliterate.js'
import { kindsOfConcepts } from './brand-names.js'
import { brandSpans, type BrandSpan } from './brand-spans.js'
import { foldWord, normaliseVisible, visibleText } from './normalise.js'
import { anchorLanguage } from './anchor-language.js'
import { hostOfAnchor, isPhoneOrAddress } from './plain-kinds.js'
import { spamOf } from './spam-anchor.js'
import { tagPhrases, type Tag } from './tag-phrases.js'
import { contentWords, overlap, targetPageOf, type TargetPage } from './target-page.js'

/** What the kind of an anchor text depends on; nothing else does. */
export interface AnchorText {
  text: string
  target: string | null
  language: string | null
  site: SiteFacts
  lists: Lists
  /** Told when the answer hangs on the words of the target's address, not only on what the page is about. */
  askedWords?: () => void
}

const readable = /[\p{L}\p{N}]/u

/** Kind of one text, image and fallback aside (AN-00, orders 1 and 3 to 12). */
export type TextKind = Pick<AnchorAnswer, 'kind' | 'grade' | 'normalised' | 'flags' | 'evidence'>

export function classifyAnchorText(facts: AnchorText): TextKind {
  const lexicon = lexiconOf(facts.site, facts.lists)
  const visible = visibleText(facts.text)
  const normalised = normaliseVisible(visible, facts.language)
  const plain = (kind: AnchorKind, rule: string, looked: string, found: string, flags: string[] = []): TextKind => ({ kind, grade: 0, normalised, flags, evidence: [evidence(rule, looked, found)] })
  if (visible === '') return plain('AK-EMPTY', 'AK-EMPTY', 'anchor text', 'no visible characters')
  if (!readable.test(visible)) return plain('AK-EMPTY', 'AK-EMPTY', 'anchor text', `only symbols: ${visible}`, ['symbol'])
  const host = hostOfAnchor(visible, lexicon)
  if (host !== null) return plain('AK-URL', 'AK-URL', 'anchor text', `address of ${host}`)
  const words = lexiconWords(facts.language?.toLowerCase().startsWith('tr') ? normalised : visible, lexicon).slice(0, 80)
  if (isPhoneOrAddress(visible, words, lexicon)) return plain('AK-PHONE', 'AK-PHONE', 'anchor text', 'a telephone number or postal address and nothing else')
  const { text, target, language, site, lists, askedWords } = facts
  const kind = classifyWords({ text, target, language, site, lists, askedWords, lexicon, visible, normalised, words })
  return isForeign(kind.kind, words, visible, facts) ? { ...kind, flags: [...kind.flags, 'language-mismatch'].sort() } : kind
}

/** AN-18: words in a language that neither the linking page nor the target page speaks. Names and addresses have none. */
function isForeign(kind: AnchorKind, words: readonly string[], visible: string, { language, target, site, lists }: AnchorText): boolean {
  if (language === null || kind === 'AK-BRAND' || kind === 'AK-URL' || kind === 'AK-PHONE') return false
  const own = anchorLanguage(words, visible, lists)
  if (own === null || own === primaryOf(language)) return false
  const url = target === null ? undefined : parseUrl(target)
  const spoken = [url === undefined ? null : site.targetPages.get(pageKey(url))?.language, ...site.profile.languages].filter((one): one is string => typeof one === 'string' && one !== '')
  return spoken.length > 0 && !spoken.some((one) => primaryOf(one) === own)
}

function primaryOf(language: string): string {
  return language.toLowerCase().split(/[-_]/u, 1)[0]!
}

interface Wording extends AnchorText {
  lexicon: Lexicon
  visible: string
  normalised: string
  words: readonly string[]
}

function classifyWords(wording: Wording): TextKind {
  const { lexicon, words, visible } = wording
  const allBrands = brandsOf(wording)
  const covered = (at: number) => allBrands.some((span) => at >= span.from && at < span.to)
  const page = targetPageOf(wording.target, wording.site, lexicon)
  const spam = spamOf(visible, words, covered, lexicon, (drug) => hasWord(wording, page, lexicon.classOf(drug)) || lexicon.siteConcepts.has('erectile-dysfunction') || lexicon.siteConcepts.has('addiction-treatment'))
  if (spam !== null) return answer(wording, 'AK-SPAM', 0, [], [evidence('AK-SPAM', 'spam words', spam)])

  const firm = allBrands.filter((span) => !span.generic)
  const generic = allBrands.filter((span) => span.generic)
  if (firm.length > 0) return classifyBranded(wording, firm, page)
  if (generic.length > 0) {
    const rest = restOf(words, generic, lexicon, wording.language)
    const alone = rest.every((tag) => tag.role === 'stop' || tag.role === 'filler' || tag.role === 'place' || tag.role === 'generic')
    // A name of money words is a name where it is written or used like one.
    const proof = page.isHome ? 'links to the home page' : looksLikeName(visible) ? 'written as a name' : rest.some((tag) => tag.role === 'filler') ? 'said of a team or office' : null
    const found = [evidence('AN-02', 'names of the provider', `${generic[0]!.shown}, made of money words${proof === null ? '' : `; ${proof}`}`)]
    if (alone && proof !== null) return answer(wording, 'AK-BRAND', 0, ['brand-equals-money'], found)
    // With another money phrase beside it, a name written as a name is one.
    const beside = moneyOf(rest, page, lexicon, true)
    if (beside.concepts.length > 0 && generic.some((span) => span.source !== 'domain' && spanLooksLikeName(span, words, visible))) {
      return answer(wording, 'AK-COMPOUND', beside.grade, ['generic-brand', ...templateFlag(rest, generic, words)], [...found, ...beside.evidence])
    }
    const unbranded = classifyUnbranded(wording, page)
    return { ...unbranded, flags: [...unbranded.flags, alone ? 'brand-equals-money' : 'generic-brand'].sort(), evidence: [...unbranded.evidence, ...found] }
  }
  return classifyUnbranded(wording, page)
}

function hasWord({ askedWords }: Wording, page: TargetPage, word: string): boolean {
  askedWords?.()
  return page.words.has(word)
}

/** Brand entities in the words; where there are none in Cyrillic or Greek, in the same words written in Latin letters. */
function brandsOf({ words, visible, lexicon }: Wording): BrandSpan[] {
  let spans = brandSpans(words, lexicon)
  if (spans.length === 0 && words.some(isTransliterable)) {
    const forms = words.map(transliterations)
    for (let at = 0; spans.length === 0 && at < 3; at += 1) spans = brandSpans(forms.map((list) => list[Math.min(at, list.length - 1)]!), lexicon)
  }
  // A short name of one word is a name only where it is written as one.
  return spans.filter((span) => span.source !== 'short name' || span.to - span.from > 1 || isCapitalised(words[span.from]!, visible))
}

function isCapitalised(word: string, visible: string): boolean {
  for (const shown of visible.split(/[\s,.;:|–—()"“”'’-]+/u)) {
    if (!/^\p{Lu}/u.test(shown)) continue
    const folded = foldWord(shown)
    if (folded === word || transliterations(folded).includes(word)) return true
  }
  return false
}

function classifyBranded(wording: Wording, spans: readonly BrandSpan[], page: TargetPage): TextKind {
  const { words, lexicon } = wording
  const rest = restOf(words, spans, lexicon, wording.language)
  const flags = new Set<string>()
  if (spans.some((span) => span.source === 'clinician')) flags.add('clinician')
  if (spans.some((span) => span.misspelt)) flags.add('misspelt')
  if (rest.some((tag) => tag.role === 'place')) flags.add('location')
  const found = spans.map((span) => evidence('AN-02', span.source === 'domain' ? 'domain of the site' : `${span.source} of the provider`, `${span.shown}${span.misspelt ? ' (as misspelt)' : ''}`))
  const money = moneyOf(rest, page, lexicon, true)
  if (money.concepts.length === 0) return answer(wording, 'AK-BRAND', 0, [...flags], found)
  const field = wordOfField(spans, rest, wording)
  if (field !== null) return answer(wording, 'AK-BRAND', 0, [...flags], [...found, evidence('AN-02', 'a word for the kind of practice beside its name', field)])
  // Quoting a page title that has the name in it is no optimisation either; the flag keeps it out of every count.
  if (words.length >= 5 && titleOverlap(words, page, lexicon) === 1) flags.add('title-quote')
  return answer(wording, 'AK-COMPOUND', money.grade, [...flags, ...templateFlag(rest, spans, words)], [...found, ...money.evidence])
}

/**
 * What the practice is, said beside its domain or a short name that does not tell it: "Oak Dental" of oak.example is how people
 * call it. Only of the field of the profile, only written as a name, and with nothing else: a place beside it makes it a search.
 */
function wordOfField(spans: readonly BrandSpan[], rest: readonly Tag[], { words, visible, lexicon }: Wording): string | null {
  const [span] = spans
  const others = rest.filter((tag) => tag.role !== 'stop' && tag.role !== 'filler')
  const concept = others.length === 1 ? others[0]!.concept : null
  if (spans.length !== 1 || concept === null || !kindsOfConcepts.has(concept.kind) || (span!.source !== 'domain' && span!.source !== 'short name') || !looksLikeName(visible)) return null
  if (lexicon.siteFields.size > 0 && !lexicon.siteFields.has(fieldOf(concept.id, lexicon.parents))) return null
  const named = tagPhrases(words.slice(span!.from, span!.to), lexicon, lexicon.siteLanguages.some((language) => lexicon.vocabulary.compounding.has(language)))
  if (named.some((tag) => tag.concept !== null)) return null
  return words.slice(others[0]!.from, others[0]!.to).join(' ')
}

function classifyUnbranded(wording: Wording, page: TargetPage): TextKind {
  const { words, lexicon } = wording
  const tags = withGuessedPlace(tagPhrases(words, lexicon, compoundsIn(wording.language, lexicon)), wording)
  const content = tags.filter((tag) => tag.role !== 'stop')
  const money = moneyOf(content, page, lexicon, false)
  const title = titleOverlap(words, page, lexicon)
  const isQuoted = words.length >= 2 && isInQuotes(wording.visible)
  const template = templateFlag(tags, [], words)
  if (money.concepts.length > 0) {
    const whole = isWholePhrase(content, page, wording)
    const offTarget = money.offTarget ? ['off-target'] : []
    if (whole && !money.offTarget) return answer(wording, 'AK-EXACT', money.grade, template, money.evidence)
    if (title >= 0.8 && words.length >= 5) return answer(wording, 'AK-TITLE', money.grade, ['title-quote'], [titleEvidence(title), ...money.evidence])
    if (isQuoted && words.length >= 5) return answer(wording, 'AK-TITLE', money.grade, ['title-quote'], [quotedEvidence, ...money.evidence])
    return answer(wording, 'AK-PARTIAL', money.grade, [...offTarget, ...template], money.evidence)
  }
  const phrase = scatteredPhrase(words, lexicon)
  if (phrase !== null && !(title >= 0.8 && words.length >= 5)) return answer(wording, 'AK-PARTIAL', phrase.concept.grade, ['scattered'], [evidence('AN-03', 'words of the profile', `${shareWords(phrase.share)} of "${phrase.concept.id.replace('site:', '')}"`)])
  if (title >= 0.8 && contentWords(words, lexicon).size >= 2) return answer(wording, 'AK-TITLE', 0, ['title-quote'], [titleEvidence(title)])
  if (isGeneric(words, tags, lexicon)) return answer(wording, 'AK-GENERIC', 0, [], [evidence('AN-04', 'words of navigation', wording.normalised)])
  if (title >= 0.8) return answer(wording, 'AK-TITLE', 0, ['title-quote'], [titleEvidence(title)])
  if (isQuoted) return answer(wording, 'AK-TITLE', 0, ['title-quote'], [quotedEvidence])
  const shared = content.find((tag) => tag.concept !== null && sharesConcept(tag.concept, page, lexicon))
  if (shared !== undefined) return answer(wording, 'AK-TOPIC', 0, [], [evidence('AK-TOPIC', 'medical concepts', shared.concept!.id)])
  const subject = subjectOfAddress(wording, page)
  if (subject !== null) return answer(wording, 'AK-TOPIC', 0, [], [evidence('AK-TOPIC', 'words of the target’s address', subject)])
  return answer(wording, 'AK-OTHER', 0, [], [evidence('AK-OTHER', 'names, money, title and navigation words', 'none found')])
}

const wholeRoles: ReadonlySet<Tag['role']> = new Set(['concept', 'place', 'near', 'price', 'superlative', 'stop'])

/**
 * True if the words are a money phrase and nothing else. A postcode beside a place belongs to it; a condition that neither
 * page nor profile names ("high blood pressure in pregnancy"), or whom it is for ("ADHD in children"), makes it another subject.
 */
function isWholePhrase(content: readonly Tag[], page: TargetPage, { words, lexicon }: Wording): boolean {
  const placed = content.some((tag) => tag.role === 'place')
  return content.every((tag) => {
    if (tag.role === 'other') return placed && tag.to === tag.from + 1 && /^\d{4,5}$/u.test(words[tag.from]!)
    // "Symptoms", "health" and "care" tell what a text is about, not what is sold.
    if (tag.concept?.id === 'public-health') return false
    if (tag.concept === null || (tag.concept.kind !== 'condition' && tag.concept.kind !== 'symptom')) return wholeRoles.has(tag.role)
    return page.concepts.has(tag.concept.id) || lexicon.siteConcepts.has(tag.concept.id) || content.filter((one) => one.concept !== null).length === 1
  })
}

/** Tags of the words outside the brand. */
function restOf(words: readonly string[], spans: ReadonlyArray<{ from: number; to: number }>, lexicon: Lexicon, language: string | null): Tag[] {
  const tags: Tag[] = []
  let from = 0
  for (const span of [...spans, { from: words.length, to: words.length }]) {
    for (const tag of tagPhrases(words.slice(from, span.from), lexicon, compoundsIn(language, lexicon))) tags.push({ ...tag, from: tag.from + from, to: tag.to + from })
    from = span.to
  }
  return tags
}

function compoundsIn(language: string | null, lexicon: Lexicon): boolean {
  if (language !== null) return lexicon.vocabulary.compounding.has(language.toLowerCase().split('-')[0]!)
  return lexicon.siteLanguages.some((one) => lexicon.vocabulary.compounding.has(one))
}

const sellable = new Set(['provider', 'procedure', 'treatment'])

/**
 * "Cardiologist in Springfield" where nobody told us of Springfield: one to three capitalised words at the end, after a
 * preposition of place, are taken for one.
 */
function withGuessedPlace(tags: Tag[], { words, visible, lexicon }: Wording): Tag[] {
  let start = tags.length
  while (start > 0 && tags[start - 1]!.role === 'other' && !/^\d/u.test(words[tags[start - 1]!.from]!)) start -= 1
  const before = tags[start - 1]
  if (start === tags.length || tags.length - start > 3 || before?.role !== 'stop' || !lexicon.vocabulary.placePrepositions.has(words[before.from]!)) return tags
  if (!tags.slice(0, start).some((tag) => tag.concept !== null) || tags.slice(0, start).some((tag) => tag.role === 'other')) return tags
  const shown = visible.split(/[\s,]+/u).filter(Boolean).slice(-(tags.length - start))
  return shown.every((word) => /^\p{Lu}\p{Ll}/u.test(word)) ? [...tags.slice(0, start), ...tags.slice(start).map((tag): Tag => ({ ...tag, role: 'place' }))] : tags
}

interface Money {
  concepts: Concept[]
  grade: 0 | 1 | 2 | 3
  offTarget: boolean
  evidence: Evidence[]
}

/** Money phrase in these tags (AN-03), and whether it is one of the page the link points to. */
function moneyOf(tags: readonly Tag[], page: TargetPage, lexicon: Lexicon, besideBrand: boolean): Money {
  const placed = tags.some((tag) => tag.role === 'place' || tag.role === 'near')
  const priced = tags.some((tag) => tag.role === 'price')
  const all = tags.flatMap((tag) => (tag.concept === null ? [] : [tag.concept]))
  const modified = placed || priced || tags.some((tag) => tag.role === 'superlative')
  const firm = all.filter((concept) => isMoney(concept, page, lexicon, modified))
  // "Clinic", "surgery" and "treatment" sell only in company: of a place, a price, or what is treated. Beside a name they
  // are filler, and a department ("cardiology clinic") is just what a partner calls it.
  const treated = all.some((concept) => concept.kind === 'anatomy' || concept.kind === 'condition')
  const general = besideBrand ? [] : all.filter((concept) => lexicon.vocabulary.generalConcepts.has(concept.id) && sellable.has(concept.kind) && (modified || treated))
  const concepts = firm.length > 0 ? firm : general
  if (concepts.length === 0) return { concepts, grade: 0, offTarget: false, evidence: [] }
  const highest = concepts.reduce((grade, concept) => Math.max(grade, concept.grade), 0)
  const grade = (highest === 2 && (placed || priced) ? 3 : highest) as 0 | 1 | 2 | 3
  const offTarget = concepts.some((concept) => !isOnTarget(concept, page, lexicon)) && !concepts.some((concept) => page.concepts.has(concept.id))
  const words = [...new Set(concepts.map((concept) => concept.id.replace('site:', '')))].join(', ')
  const company = [placed ? 'place' : '', priced ? 'price' : ''].filter(Boolean).join(' and ')
  return { concepts, grade, offTarget, evidence: [evidence('AN-03', 'money words', `${words}${company === '' ? '' : ` with ${company}`}; grade C${grade}`)] }
}

function isMoney(concept: Concept, page: TargetPage, lexicon: Lexicon, modified: boolean): boolean {
  if (lexicon.siteConcepts.has(concept.id)) return true
  if (lexicon.vocabulary.generalConcepts.has(concept.id) || concept.grade === 0 || concept.kind === 'symptom') return false
  if (concept.kind === 'condition') return page.concepts.has(concept.id)
  // A bare specialty, provider noun or medicine counts only where the page itself is about it; a treatment always sells.
  if ((concept.kind === 'specialty' || concept.kind === 'provider' || concept.kind === 'drug') && !modified) return page.concepts.has(concept.id) || page.concepts.has(lexicon.parents.get(concept.id) ?? '')
  return true
}

function isOnTarget(concept: Concept, page: TargetPage, lexicon: Lexicon): boolean {
  if (page.concepts.has(concept.id)) return true
  // A page about swollen gums is one about gum disease.
  if (concept.kind === 'condition') for (const id of page.concepts) if (lexicon.parents.get(id) === concept.id) return true
  // A page about joint replacement offers that of the knee; a whole specialty offers too much to say so.
  const parent = lexicon.parents.get(concept.id) ?? ''
  if (page.concepts.has(parent) && sellable.has(lexicon.vocabulary.kinds.get(parent) ?? '')) return true
  if (page.isHome) return lexicon.siteConcepts.size === 0 || lexicon.siteConcepts.has(concept.id) || lexicon.siteConcepts.has(lexicon.parents.get(concept.id) ?? '')
  // Of a page nobody read and whose address says nothing, we cannot say that the phrase is not its own.
  return !page.read && page.concepts.size === 0
}

/** True if a concept is of the page or site, or of a field of medicine that one of theirs is of. */
function sharesConcept(concept: Concept, page: TargetPage, lexicon: Lexicon): boolean {
  // Doctors and hospitals are the subject of any clinic.
  if (concept.id === 'public-health' || (concept.kind === 'provider' && lexicon.vocabulary.generalConcepts.has(concept.id)) || page.concepts.has(concept.id) || lexicon.siteConcepts.has(concept.id)) return true
  const field = fieldOf(concept.id, lexicon.parents)
  if (lexicon.siteFields.has(field) || page.fields.has(field)) return true
  // Where neither page nor profile names a concept, any medical one is on topic for a health site.
  return page.concepts.size === 0 && lexicon.siteConcepts.size === 0
}

/** A phrase of the profile of three words or more of which at least 60 % are there, in any order. */
function scatteredPhrase(words: readonly string[], lexicon: Lexicon): { concept: Concept; share: number } | null {
  const classes = new Set(words.map(lexicon.classOf))
  for (const { words: phrase, concept } of lexicon.sitePhrases) {
    if (phrase.length < 3) continue
    const share = phrase.filter((word) => classes.has(word)).length / phrase.length
    if (share >= 0.6) return { concept, share }
  }
  return null
}

const subjectCharsMin = 4

/**
 * Words of an anchor that stand in the address of a page for patients ("our laptop-neck guide" for /guides/laptop-neck), which
 * is what such a page is about where no list knows the subject; null where less than half of them do. Who is no provider has
 * pages about anything, and a provider's other pages ("parking") are about no subject of medicine.
 */
function subjectOfAddress(wording: Wording, page: TargetPage): string | null {
  const { words, lexicon, site } = wording
  if (!page.isForPatients || site.profile.kind === 'other') return null
  wording.askedWords?.()
  const telling = words.filter((word) => [...word].length >= subjectCharsMin && lexicon.exactPhrases.get(word)?.some((phrase) => phrase.words.length === 1) !== true)
  const found = telling.filter((word) => page.slug.has(lexicon.classOf(word)))
  return found.length > 0 && 2 * found.length >= telling.length ? found.join(' ') : null
}

function titleOverlap(words: readonly string[], page: TargetPage, lexicon: Lexicon): number {
  if (page.titles.length === 0) return 0
  const content = contentWords(words, lexicon)
  let best = 0
  for (const title of page.titles) best = Math.max(best, overlap(content, title))
  return best
}

/** AN-04: words of navigation and nothing else; "the website of her practice" leads to a site and says no more either. */
function isGeneric(words: readonly string[], tags: readonly Tag[], lexicon: Lexicon): boolean {
  const { genericPhrases, navigation, pointing, siteWords, owners } = lexicon.vocabulary
  if (genericPhrases.has(words.join(' '))) return true
  const isOf = (word: string, role: Tag['role']) => lexicon.exactPhrases.get(word)?.some((phrase) => phrase.words.length === 1 && phrase.role === role) === true
  const navigates = (word: string) => navigation.has(word) || isOf(word, 'generic')
  if (tags.length === 0 || !words.some(navigates)) return false
  const ofSite = words.some((word) => siteWords.has(word))
  return words.every((word) => navigates(word) || pointing.has(word) || isOf(word, 'stop') || (ofSite && owners.has(word)))
}

function looksLikeName(visible: string): boolean {
  if (/[®™©]/u.test(visible)) return true
  const words = visible.split(' ').filter((word) => /^\p{L}/u.test(word) && word.length > 3)
  return words.length > 0 && words.every((word) => /^\p{Lu}/u.test(word)) && visible !== visible.toUpperCase()
}

/** True if each word of the span begins with a capital in the text. */
function spanLooksLikeName(span: BrandSpan, words: readonly string[], visible: string): boolean {
  return visible !== visible.toUpperCase() && words.slice(span.from, span.to).every((word) => word.length <= 3 || isCapitalised(word, visible))
}

const slotOf: Partial<Record<Tag['role'], string>> = { place: '[place]', near: '[place]', price: '[price]', superlative: '[superlative]' }

/** AN-14: the anchor with its slots in place of words, as a flag: `template:[superlative] [provider] [place]`. */
function templateFlag(tags: readonly Tag[], spans: readonly BrandSpan[], words: readonly string[]): string[] {
  const slots: Array<{ from: number; slot: string }> = spans.map((span) => ({ from: span.from, slot: '[brand]' }))
  for (const tag of tags) {
    if (tag.role === 'stop') continue
    const slot = tag.concept === null ? (slotOf[tag.role] ?? words.slice(tag.from, tag.to).join(' ')) : tag.concept.kind === 'provider' || tag.concept.kind === 'specialty' ? '[provider]' : tag.concept.kind === 'condition' || tag.concept.kind === 'symptom' ? '[condition]' : '[service]'
    slots.push({ from: tag.from, slot })
  }
  slots.sort((a, b) => a.from - b.from)
  const text = slots.map(({ slot }) => slot).filter((slot, i, all) => slot !== all[i - 1]).join(' ')
  return [`template:${text.slice(0, 160)}`]
}

const opening = /^["“”„‘‚«»‹›「『《]\s?[^\p{Ll}\s]/u
const closing = /["“”‘’»«›‹」』》][.,;]?$/u

/**
 * Who sets the whole text in quotation marks quotes what a page is called, also of a page whose title nobody read; words that
 * begin with a small letter are somebody's words.
 */
function isInQuotes(visible: string): boolean {
  if (!opening.test(visible) || !closing.test(visible)) return false
  // Marks in between belong to two quotations, or to a part of the text.
  return !/["“”„«»「」『』《》]/u.test(visible.slice(1).replace(closing, ''))
}

const quotedEvidence = evidence('AK-TITLE', 'quotation marks', 'around the whole text')

function titleEvidence(share: number): Evidence {
  return evidence('AK-TITLE', 'title and headings of the target page', `${shareWords(share)} of the words agree`)
}

function answer(wording: Wording, kind: AnchorKind, grade: 0 | 1 | 2 | 3, flags: readonly string[], found: Evidence[]): TextKind {
  return { kind, grade, normalised: wording.normalised, flags: [...flags].sort(), evidence: found }
}

function evidence(rule: string, looked: string, found: string): Evidence {
  return { rule, looked, found: found.slice(0, 160), polarity: '+', weight: 1 }
}
