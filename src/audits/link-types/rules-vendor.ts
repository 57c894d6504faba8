import { wordsOf } from './phrases.js'
import { containsRun } from './profile-reading.js'
import type { LinkReading } from './reading.js'
import type { ScoredType, Signals, Strength } from './signal.js'

/**
 * What a column of another tool speaks of. Worked out once for each column name, since the same few columns stand on every
 * link; most hold figures, which no rule reads.
 */
interface Column {
  reads: 'page-type' | 'software' | 'link-type' | 'location' | 'in-content' | 'author' | 'rendered' | 'raw' | 'sitewide' | 'acquisition'
}

const readColumns: ReadonlyArray<readonly [RegExp, Column['reads']]> = [
  [/page.?(?:type|category)$/iu, 'page-type'], [/platform|powered.?by|software/iu, 'software'], [/(?:^|\.)(?:link.?type|type|item.?type)$/iu, 'link-type'], [/semantic.?location|(?:^|\.)location$/iu, 'location'],
  [/(?:^|\.)(?:in)?content$/iu, 'in-content'], [/(?:^|\.)author$/iu, 'author'], [/(?:^|\.)rendered$/iu, 'rendered'], [/(?:^|\.)raw$/iu, 'raw'], [/sitewide/iu, 'sitewide'], [/acquisition/iu, 'acquisition'],
]
const columns = new Map<string, Column['reads'] | null>()
const columnsMax = 5_000

function columnOf(name: string): Column['reads'] | null {
  let column = columns.get(name)
  if (column === undefined) {
    if (columns.size >= columnsMax) columns.clear()
    column = readColumns.find(([pattern]) => pattern.test(name))?.[1] ?? null
    columns.set(name, column)
  }
  return column
}

/** Hints of other tools: never more than strong but where they name software or an author, since their making is not known. */
const pageTypes: ReadonlyArray<readonly [RegExp, ScoredType, Strength]> = [
  [/\bforums?\b|message.?board|discussion|q&a/iu, 'LT-10', 'strong'], [/directory|listing|business.?profile/iu, 'LT-03', 'strong'], [/\bnews\b/iu, 'LT-01', 'moderate'], [/\bblog/iu, 'LT-01', 'moderate'],
  [/article/iu, 'LT-01', 'moderate'], [/review/iu, 'LT-12', 'strong'], [/social/iu, 'LT-13', 'strong'], [/\bwiki/iu, 'LT-22', 'strong'], [/\bjobs?\b|recruit/iu, 'LT-25', 'strong'], [/coupon|deal/iu, 'LT-26', 'strong'],
  [/e-?commerce|shop|product/iu, 'LT-25', 'moderate'], [/educat|universit/iu, 'LT-05', 'weak'], [/government/iu, 'LT-21', 'moderate'], [/press.?release/iu, 'LT-08', 'strong'], [/profile|user page/iu, 'LT-09', 'strong'], [/event/iu, 'LT-24', 'moderate'], [/podcast|video/iu, 'LT-24', 'moderate'], [/link.?list|resource/iu, 'LT-06', 'moderate'],
]
const software: ReadonlyArray<readonly [RegExp, ScoredType, Strength]> = [
  [/phpbb|vbulletin|discourse|xenforo|\bsmf\b|mybb|invision|message.?boards?/iu, 'LT-10', 'decisive'], [/mediawiki|\bwikis?\b/iu, 'LT-22', 'decisive'], [/\bnews\b/iu, 'LT-01', 'weak'], [/\bblogs?\b|wordpress/iu, 'LT-01', 'weak'], [/e-?commerce|shopify|magento/iu, 'LT-25', 'weak'],
]

/**
 * What other tools say of the page or link, in the columns of their exports. Their scores and spam marks are no signals:
 * another tool's verdict is shown beside ours and never mixed into it (DIS-03, QA-03).
 */
export function vendorRules(reading: LinkReading, signals: Signals): void {
  const { vendor } = reading.facts.link
  if (vendor === null) return
  for (const key in vendor) {
    const column = columnOf(key)
    if (column === null) continue
    const value = vendor[key]!
    const text = String(value).slice(0, 120)
    switch (column) {
      case 'page-type':
        for (const [pattern, type, strength] of pageTypes) if (pattern.test(text)) signals.add(type, 'vendor', strength, 'F-URL', key, text)
        break
      case 'software':
        for (const [pattern, type, strength] of software) if (pattern.test(text)) signals.add(type, 'vendor', strength, 'F-GEN', key, text)
        break
      case 'link-type':
        if (/redirect|30[1278]/iu.test(text)) signals.add('LT-17', 'vendor', 'decisive', 'F-URL', key, text)
        else if (/frame/iu.test(text)) signals.add('LT-14', 'vendor', 'moderate', 'F-POS', key, text, 'embedded-widget')
        break
      case 'location':
        if (/footer/iu.test(text)) signals.add('LT-14', 'vendor', 'strong', 'F-POS', key, text, 'footer-credit')
        else if (/aside|nav|header/iu.test(text)) signals.add('LT-14', 'vendor', 'moderate', 'F-POS', key, text)
        else if (/article|main|section|^p$/iu.test(text)) signals.add('LT-01', 'vendor', 'moderate', 'F-POS', key, text)
        break
      case 'in-content':
        if (isTrue(value)) signals.add('LT-01', 'vendor', 'moderate', 'F-POS', key, text)
        break
      case 'author':
        authorRule(reading, signals, key, text)
        break
      case 'acquisition':
        // A record of outreach: the one way to know a guest post that shows no author of the provider (LT-02, ghost).
        if (/guest|contribut|byline|gast|invit/iu.test(text)) signals.add('LT-02', 'vendor', 'decisive', 'LT-02', key, text, 'ghost')
        else if (/paid|bought|sponsor|advert/iu.test(text)) signals.add('LT-18', 'vendor', 'strong', 'LT-18', key, text, 'undisclosed-suspected')
    }
  }
}

function authorRule(reading: LinkReading, signals: Signals, key: string, text: string): void {
  if (text === '' || text === 'null') return
  const words = wordsOf(text)
  if (reading.profile.clinicians.some((clinician) => containsRun(words, clinician)) || reading.profile.names.some((name) => containsRun(words, name))) signals.add('LT-02', 'author', 'defining', 'F-AUTH', key, `${text} belongs to the provider`)
  else signals.add('LT-01', 'author', 'weak', 'F-AUTH', key, text)
}

/** True if another tool saw the link on every page of the host. */
export function isSitewideElsewhere(reading: LinkReading): boolean {
  const { vendor } = reading.facts.link
  if (vendor !== null) for (const key in vendor) if (columnOf(key) === 'sitewide' && isTrue(vendor[key]!)) return true
  return false
}

/** True if another tool saw the link only after running the page's scripts. */
export function isScriptOnly(reading: LinkReading): boolean {
  const { vendor } = reading.facts.link
  if (vendor === null) return false
  let rendered = false
  let raw = true
  for (const key in vendor) {
    const column = columnOf(key)
    if (column === 'rendered') rendered = isTrue(vendor[key]!)
    else if (column === 'raw') raw = isTrue(vendor[key]!)
  }
  return rendered && !raw
}

function isTrue(value: string | number | boolean): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(?:true|yes|1|y)$/iu.test(value))
}
