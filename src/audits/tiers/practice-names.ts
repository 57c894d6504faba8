import { registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { hostReading } from '../link-types/host-reading.js'
import { wordLists } from '../link-types/word-lists.js'
import { hostOffers, namesTrade } from '../risk/host-offers.js'
import { isOpenSuffix } from './civic-names.js'
import { labelTest, wordSet } from './label-patterns.js'

/** Kind of a host of which only the name says that it is a practice. */
export const practiceByName = 'practice by its name'

/** Kinds of names that no practice has: who lists, judges, serves or sells to practices. */
const notPractice = ['directory', 'review', 'coupon', 'link-farm', 'scraper', 'marketplace', 'seo-tool', 'job-board', 'insurer', 'forum', 'wiki', 'blog', 'journal', 'news', 'association', 'university', 'school', 'event', 'podcast', 'press-wire'] as const

/**
 * A practice by its name alone, in words. Nobody gives such names out, so the answer is of the lowest medical tier and weak: it
 * excuses no finding and moves no point of quality. A word of another trade, of an offer or of who writes about practices
 * cancels it, and so does the name of a known body. Hospitals are not read from names: those are what impostors borrow.
 */
export function practiceName(host: string, lists: Lists): string | null {
  const domain = registrableDomain(host) ?? host
  const label = domain.slice(0, domain.indexOf('.'))
  const suffix = domain.slice(domain.lastIndexOf('.') + 1)
  // A specialty under .org is as a rule its society. Asked first, since nearly every name is none of a practice.
  const isNamed = labelTest(lists, 'practice-name/is')(label) && !wordSet(lists, 'practice-name/society-suffix').has(suffix)
  if (!isNamed && !wordSet(lists, 'practice-name/suffix').has(suffix)) return null
  if (labelTest(lists, 'practice-name/is-not')(label) || borrowsName(label, lists)) return null
  if (isOpenSuffix(domain, lists) || hostOffers(host, lists).some((offer) => offer.strength > 0) || namesTrade(host, lists)) return null
  const { kinds } = hostReading(domain, lists, wordLists(lists))
  return notPractice.some((one) => kinds.has(one)) ? null : `"${domain}" is how a practice names itself; no list or registry bears it out`
}

const lettersMin = 8
const bodies = new WeakMap<Lists, ReadonlySet<string>>()

/** True if a label begins with the name of a listed body that is named as practices are: "mayoclinic" in "mayoclinic-visits". */
function borrowsName(label: string, lists: Lists): boolean {
  let names = bodies.get(lists)
  if (names === undefined) bodies.set(lists, (names = namesLikePractices(lists)))
  const text = label.replaceAll('-', '')
  for (let size = lettersMin; size <= text.length; size += 1) if (names.has(text.slice(0, size))) return true
  return false
}

function namesLikePractices(lists: Lists): ReadonlySet<string> {
  const isPractice = labelTest(lists, 'practice-name/is')
  const plain = new Set(lists.words('practice-name/is').map((word) => word.replaceAll(/[*-]/gu, '')))
  const names = new Set<string>()
  for (const [domain, { tier }] of lists.seeds) {
    const own = domain.slice(0, domain.indexOf('.')).replaceAll('-', '')
    if (tier <= 3 && own.length >= lettersMin && !plain.has(own) && isPractice(own)) names.add(own)
  }
  return names
}
