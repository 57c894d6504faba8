import { isFollowed } from '../../model/link.js'
import { newsPublisher } from './news-publisher.js'
import type { LinkReading } from './reading.js'
import { cuesIn } from './rules-words.js'
import type { PlaceMatch } from './rules-place.js'
import type { TypeScore } from './score.js'

/** The subtype: of the heaviest signal that names one, refined where a type has a rule of its own. */
export function subtypeOf(winner: TypeScore, reading: LinkReading, place: PlaceMatch): string | null {
  const { weights } = reading.words
  let named: string | null = null
  let heaviest = 0
  for (const signal of winner.counted) {
    if (signal.subtype !== null && weights[signal.strength] > heaviest) {
      named = signal.subtype
      heaviest = weights[signal.strength]
    }
  }
  switch (winner.type) {
    case 'LT-02':
      return named ?? (reading.facts.link.cues.includes('prose') ? 'in-body' : null)
    case 'LT-03':
      return lowQualityMarks(reading).length >= 4 ? 'low-quality' : directoryKind(named === 'low-quality' ? null : named, reading, place)
    case 'LT-26':
      return winner.counted.some((signal) => signal.subtype === 'coupon') || /coupon|voucher|deal|gutschein|promo|rabat|cupon|sconto|korting/u.test(reading.path) ? 'coupon' : named
    case 'LT-01': {
      const word = wordSubtype('LT-01', reading)
      return word === 'professional-journal-news' && newsPublisher(reading) !== null ? 'media' : (word ?? named)
    }
    case 'LT-04':
      return named ?? (newsPublisher(reading) === null ? null : 'news')
    case 'LT-05': case 'LT-07':
      return named === null || named === 'university' || named === 'hospital-affiliation' || named === 'association-member' ? (wordSubtype(winner.type, reading) ?? named) : named
    case 'LT-10':
      // The first post of a thread stands where the text begins; answers come after it.
      return named ?? (reading.facts.link.area === null ? null : reading.facts.link.cues.includes('first-third') && reading.facts.link.area === 'main' ? 'thread-starter' : 'helpful-answer')
    case 'LT-14':
      return isBadge(reading) ? 'badge' : named
    case 'LT-18':
      return paidKind(winner, reading, named)
    default:
      return named
  }
}

/** The subtype whose words stand in the host, path or title. */
function wordSubtype(type: string, reading: LinkReading): string | null {
  const { host, pathWords, titleWords, words } = reading
  for (const { subtype, words: known } of words.subtypes.get(type) ?? []) {
    if (host.parts.some((word) => known.has(word)) || pathWords.some((word) => known.has(word)) || (type !== 'LT-01' && titleWords.some((word) => known.has(word)))) return subtype
  }
  return null
}

function directoryKind(named: string | null, reading: LinkReading, place: PlaceMatch): string | null {
  if (reading.host.isGovernment) return 'government-registry'
  if (reading.host.kinds.has('insurer')) return 'insurer-network'
  if (named !== null && named !== 'health-general') return named
  const word = wordSubtype('LT-03', reading)
  const health = word !== null || named !== null || reading.host.kinds.has('health-publisher') || reading.host.kinds.has('practice') || (reading.features?.structuredTypes.some((type) => /Physician|Dentist|Medical|Hospital/u.test(type)) ?? false) || winnerWords.test(reading.path)
  if (health) return word ?? (place.verdict === 'inside' ? 'local-health' : 'health-general')
  return 'general-business'
}

const winnerWords = /doctor|physician|dentist|arzt|aerzt|medecin|medico|medici|lekar|tandarts|huisarts|provider|therapist|surgeon|clinic|klinik|hospital/u

function isBadge(reading: LinkReading): boolean {
  return reading.facts.link.image !== null && /badge|seal|member|accredit|award|siegel|logo|certif/iu.test(`${reading.facts.link.image} ${reading.facts.link.anchorText ?? ''}`)
}

/** A paid link is qualified, followed in spite of a label, or not labelled at all. */
function paidKind(winner: TypeScore, reading: LinkReading, named: string | null): string {
  if (named === 'affiliate' || named === 'native-ad') return named
  const { link } = reading.facts
  const disclosed = winner.counted.some((signal) => (signal.group === 'label' || signal.group === 'url' || signal.group === 'title') && (signal.strength === 'defining' || signal.strength === 'decisive'))
  const qualified = !isFollowed(link.rel, link.robots)
  if (qualified && (disclosed || link.rel.includes('sponsored'))) return 'disclosed-qualified'
  return disclosed ? 'disclosed-followed' : 'undisclosed-suspected'
}

/** Marks of a low-quality directory, LT-03; four or more make the subtype. */
function lowQualityMarks(reading: LinkReading): string[] {
  const { features, extra, curated, host } = reading
  const marks: string[] = []
  if (features === null) return marks
  const siteTexts = (extra.siteLinkTexts ?? []).join(' | ')
  const cues = [...cuesIn(reading, siteTexts.slice(0, 400)), ...(extra.shortLines ?? []).slice(0, 40).flatMap((line) => cuesIn(reading, line)), ...(extra.externalLinks ?? []).flatMap((link) => cuesIn(reading, link.text))]
  if (curated?.entry.subtype === 'general-web' || host.parts.includes('web') || /\bweb ?(?:directory|dir)\b|link directory/iu.test(reading.title)) marks.push('any trade')
  if ((extra.urlInputCount ?? 0) > 0 || cues.some((match) => match.cue === 'reciprocal-or-express')) marks.push('form to add a URL')
  if (features.mainWordCount < 60 * Math.max(1, Math.min(20, extra.recordCount ?? 1)) && (extra.recordCount ?? 0) >= 3) marks.push('thin records')
  if ((reading.facts.page?.externalLinkCount ?? 0) > 150 || (extra.mainExternalLinkCount ?? 0) > 150) marks.push('more than 150 external links')
  if (cues.some((match) => match.cue === 'bad-categories')) marks.push('casino, adult or payday category')
  if (!/contact|kontakt|about|impressum|imprint|contatti|contacto|à propos|über/iu.test(siteTexts)) marks.push('no contact or owner')
  if ((extra.externalLinks ?? []).filter((link) => link.text.split(' ').length >= 2 && link.followed).length >= 10 && !/policy|guidelines|richtlinien|redaktion/iu.test(siteTexts)) marks.push('no editorial policy')
  return marks
}
