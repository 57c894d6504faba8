import { countOf } from '../../lib/number-words.js'
import { containsRun } from './profile-reading.js'
import { wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { bareAddress } from './rules-markup.js'
import { isFramed, targetHostOf } from './rules-target.js'
import type { Signals } from './signal.js'

/**
 * A record by what stands beside the link, whatever the page is called (LT-03, F-NAP): phone number, street and hours, as entries
 * of directories have them. A writer who signs a text gives addresses too, so signed articles are left out.
 */
export function recordRules(reading: LinkReading, signals: Signals): void {
  const { link } = reading.facts
  const { features } = reading
  if (features === null || link.context === null || isFramed(reading) || link.area === 'comment' || link.cues.includes('comment') || targetHostOf(reading) !== null) return
  const isSigned = features.authors.length > 0 || features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type))
  // Embassies or practices listed within a guide: only several whole entries are told from the particulars of a tip.
  if (isSigned && (features.phoneCount < recordsMin || reading.inSentence || link.cues.includes('author-box') || link.cues.includes('byline') || !isEntryAnchor(link.anchorText ?? '', signals))) return
  if (signals.list.some(({ type, group, strength }) => otherGenres.has(type) && (group === 'host' || group === 'url' || group === 'structured' || group === 'label' || group === 'software') && (strength === 'defining' || strength === 'decisive'))) return
  const before = link.context.before.slice(-beside)
  const after = link.context.after.slice(0, beside)
  // Lines of a card follow each other without a space: "San LorinoVia dei Gelsi 31".
  const near = `${before} | ${link.anchorText ?? ''} | ${after}`.replaceAll(/([\p{Ll}\d])(?=\p{Lu}\p{Ll})/gu, '$1 ')
  const fields = [phone.exec(near), street.exec(near), hours.exec(near), ownStreet(reading, near), action.exec(`${before.slice(-24)} | ${after.slice(0, 24)}`)].flatMap((found) => (found === null ? [] : [found[0].trim()]))
  if (isSigned && (phone.exec(near) === null || street.exec(near) === null)) return
  const isSite = isEntryAnchor(link.anchorText ?? '', signals)
  let looked = 'words around the link'
  if (isSite && fields.length === 0 && features.mainWordCount < recordWordsMax) {
    looked = features.phoneCount > 0 ? 'page' : 'line of the page'
    if (features.phoneCount > 0) fields.push(`${countOf(features.phoneCount, 'phone number')} on a short page`)
    else fields.push(...(reading.extra.shortLines ?? []).filter((line) => phone.test(line) && street.test(line)).slice(0, 1))
  }
  if (fields.length === 0) return
  // "Website" or a bare address behind them is a field of the entry as well.
  if (isSite) fields.push(link.anchorText ?? '')
  const shown = [...new Set(fields)].join(' … ')
  const isList = link.cues.includes('list') || link.cues.includes('table') || (reading.extra.recordCount ?? 0) >= recordsMin
  // One figure in running text is a tip; two fields together, or one in a list, are an entry.
  if (fields.length === 1 && (reading.inSentence || !isList)) return signals.add('LT-03', 'position', 'weak', 'F-NAP', looked, shown)
  signals.add('LT-03', 'position', reading.inSentence && fields.length < 3 ? 'strong' : 'decisive', 'F-NAP', looked, shown)
  signals.add('LT-01', 'against', fields.length >= 2 ? 'veto' : 'contra', 'F-NAP', looked, shown)
}

/** True of an address, or of "Website". */
function isEntryAnchor(anchor: string, signals: Signals): boolean {
  return bareAddress.test(anchor) || signals.list.some(({ type, group, strength }) => type === 'LT-03' && group === 'anchor' && strength === 'strong')
}

/** The page of one practice in a list of them: what it links in its sentences, fees and forms, is part of the record (LT-03). */
export function recordPageRule({ features, inSentence, facts: { link } }: LinkReading, signals: Signals): void {
  if (features === null || !inSentence || features.authors.length > 0 || features.structuredTypes.some((type) => /Article$|BlogPosting/u.test(type))) return
  const record = signals.list.find(({ type, group, strength }) => type === 'LT-03' && group === 'structured' && (strength === 'defining' || strength === 'decisive'))
  if (record === undefined || link.area !== 'main') return
  signals.add('LT-03', 'position', 'strong', 'F-NAP', 'page', `${record.found}: within a record`)
  signals.add('LT-01', 'against', 'veto', 'F-NAP', 'page', `${record.found}: within a record`)
}

/** Letters of the words around a link in which a field of the same record stands. */
const beside = 130
const recordsMin = 3
const recordWordsMax = 250
const otherGenres: ReadonlySet<string> = new Set(['LT-01', 'LT-04', 'LT-05', 'LT-08', 'LT-10', 'LT-18', 'LT-21', 'LT-22', 'LT-23', 'LT-24', 'LT-25', 'LT-28', 'LT-29', 'LT-30'])

/** What entries offer beside a website. */
const action = /\b(?:directions|get directions|call now|view map|route|anfahrt|routenplaner|itinéraire|cómo llegar|indicazioni|como chegar|routebeschrijving|dojazd)\b/iu
const phone = /(?:^|[^\d.,])(?:\+\d{1,3}[\s(./-]{1,2})?\(?\d{2,5}\)?(?:[\s./–-]{1,3}\d{2,4}){2,5}(?=$|[\s,;.)|])/u
const hours = /\b(?:mon|tue|wed|thu|fri|mo|di|mi|do|fr|lun|mar|mer|jeu|ven|mié|jue|vie|gio|seg|ter|qua|qui|sex|ma|wo|vr|pon|wt|śr|czw|pt|måndag|man)\b\.?(?:\s?[-–—/]\s?\p{L}{2,10}\.?)?:?\s{0,2}\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]m)?\s?[-–—]\s?\d{1,2}/iu
/** A street with a number, in the order of words of English, of Romance and Slavic languages, or in one word. */
const street = /(?<!\d)\d{1,5}[a-z]?,?\s(?:\p{Lu}[\p{L}'’.]*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Square|Sq|Close|Crescent|Terrace|Place|Pl|Court|Parade|Row|Hill|Highway|Pike)\b|\b(?:rue|avenue|boulevard|quai|chemin|place|allée|calle|avenida|avda|plaza|paseo|via|viale|piazza|corso|largo|rua|praça|travessa|ulica|ul|aleja|plac|strada|str)\.?\s(?:\p{L}[\p{L}'’.-]*\s){0,4}\p{L}[\p{L}'’.-]*,?\s(?:n[.ºo°]{0,2}\s?)?\d{1,4}\b|\b\d{1,4},?\s(?:bis\s|ter\s)?(?:rue|avenue|boulevard|quai|chemin|place|allée|route|impasse|cours)\s\p{L}|\p{L}{3,}(?:straße|strasse|str\.|weg|platz|gasse|allee|ring|ufer|straat|laan|plein|kade|singel|gatan|vägen|vej|gade|gata|veien|katu|tie|utca)\s\d{1,4}/u

/** The street of the provider itself beside the link. */
function ownStreet({ facts: { site } }: LinkReading, near: string): [string] | null {
  const own = wordsOf(site.profile.address.street ?? '')
  return own.length >= 2 && containsRun(wordsOf(near), own) ? [site.profile.address.street!] : null
}
