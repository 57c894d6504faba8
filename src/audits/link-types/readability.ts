import { findPhrases, folded, wordsOf, type PhraseIndex } from './phrases.js'
import type { LinkReading } from './reading.js'
import type { TypeScore } from './score.js'

/** From so many words on, a page has a content of its own, whatever notices stand beside it. */
const contentWords = 60
/** Fewer words are no text; a record, a post or a list may still be told by other marks. */
export const textWordsMin = 20

/** A page of so few words may be nothing but the notice that stands in its title or heading. */
const noticeWords = 40
const emptyWords = 8
const emptyLinks = 2

/** Why a page that was fetched can't be read: an error, letters lost in a wrong encoding, a placeholder or a wall before the content; null where it can (LT-99). */
export function unreadable(reading: LinkReading): string | null {
  const { features, extra } = reading
  const status = reading.facts.page?.status ?? null
  if (features === null) return null
  if (status !== null && status >= 400) return `it answered with the status ${status}`
  const lines = [extra.mainStart ?? '', ...(extra.shortLines ?? []).slice(0, 12), reading.facts.page?.title ?? '']
  const text = lines.join(' ').slice(0, 1_200)
  const broken = text.match(brokenText)?.length ?? 0
  if (broken >= 3 && broken * 6 >= text.length / 4) return 'its letters were lost in a wrong encoding'
  if (features.authors.length === 0 && (fillerText.test(text) || (text.match(hiddenText)?.length ?? 0) >= 3)) return 'its text is filler or struck out'
  if (features.mainWordCount >= contentWords || features.structuredTypes.some((type) => content.test(type))) return null
  if (findPhrases(reading.words.placeholders, wordsOf(text), text.toLowerCase()).length > 0) return 'it holds a placeholder or a wall before its content'
  if (features.mainWordCount >= noticeWords) return null
  // An empty frame, a picture or a sign alone: neither its address nor one link says what it is.
  if (features.mainWordCount < emptyWords && features.headings.length === 0 && features.structuredTypes.length === 0 && (reading.facts.page?.linkCount ?? 0) <= emptyLinks) return 'it holds next to no text'
  const notice = [reading.facts.page?.title ?? '', ...features.headings.slice(0, 2)].find((line) => isNotice(line.slice(0, 200), reading.words.errors))
  return notice === undefined ? null : `it holds a notice alone: ${notice.slice(0, 80)}`
}

/**
 * A logo or sign without a word in the frame of a site, to the first page of another, and nothing else that speaks: a badge, a
 * sister site and a paid banner look like that, and a careful person names none of them (LT-99). Null where anything tells.
 */
export function wordless({ features, anchorWords, facts: { link } }: LinkReading, winner: TypeScore): string | null {
  if (features === null || (anchorWords.length > 0 && !isBareLogo(link)) || (winner.type !== 'LT-14' && winner.type !== 'LT-27') || winner.counted.some(({ group, strength }) => group !== 'position' && strength !== 'contra')) return null
  return link.cues.includes('list') || !firstPage.test(link.target ?? '') ? null : `F-ANC: a picture or sign without words${anchorWords.length > 0 ? ' but a name' : ''}, of which its place alone is known`
}

/**
 * True of a picture in a side column whose words are a name alone, under no heading that says what those named there are to the site.
 * A picture that its owner hands out himself is a badge.
 */
function isBareLogo({ area, image, anchorText, cues, targetDomain }: LinkReading['facts']['link']): boolean {
  return area === 'aside' && image !== null && !image.includes(targetDomain) && !cues.includes('table') && wordsOf(anchorText ?? '').length <= logoWordsMax && !cues.some((cue) => cue.startsWith('under:') && namedCircle.test(folded(cue)))
}

const logoWordsMax = 3
/** Partners, friends, members and sponsors, in whatever language and ending. */
const namedCircle = /partner|partenair|parceir|colabor|collabor|cooperat|kooperat|zusammenarbeit|samenwerk|wspolprac|amic[io]|\bamis?\b|amigo|vriend|freund|friend|przyjaci|member|membre|miembr|membri|mitglied|czlonk|sponsor|patroc|certifi|akkredit|accredit/u

/**
 * "Insurance", "Shop", "For providers" in a menu, to a site of which nothing says whose it is, on a site that doesn't name its own
 * keeper either: nobody can tell an own shop from a partner's or an advertiser's (LT-99). Null where anything tells.
 */
export function ownerless({ features, extra, host, anchorWords, words, facts: { link } }: LinkReading, winner: TypeScore): string | null {
  if (features === null || (link.area !== 'nav' && link.area !== 'header') || (winner.type !== 'LT-14' && winner.type !== 'LT-27')) return null
  const isPublisher = host.kinds.has('news') || host.kinds.has('local-news') || (features.ogSiteName !== null && features.structuredTypes.some((type) => /Article$/u.test(type)))
  if (isPublisher || (extra.organisations ?? []).length > 0 || winner.counted.some(({ group, strength }) => group !== 'position' && group !== 'anchor' && strength !== 'contra')) return null
  // A publisher's shop says that it is one in its address.
  if (wordsOf(link.targetDomain).some((word) => words.shopWords.has(word)) || shopEnd.test(link.targetDomain.split('.', 1)[0]!)) return null
  const found = findPhrases(words.relation.offer, anchorWords, '').some(({ length }) => length / anchorWords.length >= offerShareMin)
  return found ? `F-ANC: ${link.anchorText ?? ''}, an offer in the menu of which nothing says whose it is` : null
}

/** What a link is called, or goods in a name, tell no type of a page that nobody read: the reason, where nothing else speaks for the winner; null elsewhere. */
export function unreadAlone({ features, host, facts: { link } }: LinkReading, { type, counted }: TypeScore): string | null {
  // Goods beside the word for a body make no body, nor, by themselves, a network of links, which wants several marks (LT-19).
  if (features === null && host.misnamed !== null && type === 'LT-19' && counted.every(({ group, strength }) => group === 'host' && strength !== 'defining')) return 'page not read: a name with goods in it makes no network'
  if (features !== null || link.area !== null || counted.some(({ group, strength }) => group !== 'anchor' && group !== 'against' && strength !== 'weak')) return null
  return counted.some(({ group }) => group === 'anchor') ? 'page not read: only the words of the link speak for a type' : null
}

const offerShareMin = 0.3
const shopEnd = /(?:shop|store|laden|boutique|tienda|winkel|sklep|butik)$/u

const firstPage = /^https?:\/\/[^/]+\/?$/u

/** True of a line that is an error or asks to sign in, and says little else: "404 Not Found", "Bitte anmelden". */
function isNotice(line: string, errors: PhraseIndex<true>): boolean {
  const words = wordsOf(line)
  return findPhrases(errors, words, line.toLowerCase()).some(({ length }) => length * 2.5 >= words.length)
}

const fillerText = /lorem ipsum|dolor sit amet|consectetur adipisc|opvultekst|blindtext|texto de relleno|testo segnaposto|texto fictício|tekst zastępczy|faux[- ]texte/iu
const hiddenText = /[█▇▓▒░■]{3,}/gu
const brokenText = /\ufffd|Ã[\u0080-\u00bf]|â€/gu
const content = /^(?:Physician|Dentist|MedicalClinic|LocalBusiness|NewsArticle|JobPosting|Event|QAPage|DiscussionForumPosting)$/u
