import type { DomainFacts } from '../../model/facts.js'
import type { Evidence } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import type { PageExtra } from '../../model/page-extra.js'
import { findPhrases, phraseIndex, wordsOf, type PhraseIndex } from '../link-types/phrases.js'
import { wordSet } from './label-patterns.js'

/**
 * What the pages of a site say of who owns it: statements in legal notices and footers ("ein Angebot der …"), structured
 * data (`parentOrganization`, `memberOf`, `sameAs`), and registrations of a health profession. All of it is the site's own
 * word. It tells a practice from a blog, and it is shown beside a list entry; alone it never makes an authority.
 */
export interface OwnershipSigns {
  /** A registration of a health profession with its number or chamber. */
  registration: Evidence | null
  /** Statements about the owner, and what structured data says of the body above. */
  statements: Evidence[]
}

interface OwnerWords {
  registration: PhraseIndex<string>
  owner: PhraseIndex<string>
}

const prepared = new WeakMap<Lists, OwnerWords>()
const relations = /^(?:parentOrganization|memberOf|affiliation|hospitalAffiliation|isAffiliatedWith): /u
const pagesMax = 20

export function ownershipSigns({ pages, lists }: Pick<DomainFacts, 'pages' | 'lists'>): OwnershipSigns {
  const words = ownerWords(lists)
  const signs: OwnershipSigns = { registration: null, statements: [] }
  const said = new Set<string>()
  const state = (looked: string, found: string) => {
    if (said.has(found) || signs.statements.length >= 4) return
    said.add(found)
    signs.statements.push(row(looked, found))
  }
  for (const page of pages.slice(0, pagesMax)) {
    if (page.features === null) continue
    const extra = page.features.extra as Partial<PageExtra>
    const isLegal = isLegalPage(page.url, lists)
    const keeperLines = [...(extra.footerLines ?? []), ...(isLegal ? [...(extra.shortLines ?? []), extra.mainStart ?? ''] : [])]
    // The end of a text may hold a registration, but whom it calls a publisher is whoever it speaks of.
    const lines = isLegal ? keeperLines : [...keeperLines, extra.mainEnd ?? '']
    for (const [at, line] of lines.entries()) {
      if (line === '') continue
      const cut = wordsOf(line.slice(0, 600))
      const registered = signs.registration === null ? registrationIn(cut, words.registration) : null
      if (registered !== null) signs.registration = row(isLegal ? 'legal notice' : 'footer', registered)
      const owner = at < keeperLines.length ? findPhrases(words.owner, cut, '')[0] : undefined
      if (owner !== undefined) state(isLegal ? 'legal notice' : 'footer', cut.slice(owner.at, owner.at + owner.length + 8).join(' '))
    }
    for (const membership of page.features.membership) if (relations.test(membership)) state('structured data', membership)
    for (const url of extra.sameAs ?? []) if (/npiregistry|npidb|\/nppes|gmc-uk\.org|ror\.org|wikidata\.org/u.test(url)) state('structured data', `sameAs ${url}`)
  }
  return signs
}

/** True if a folder or file of the address is one of legal notices or of the owner: "/impressum", "/about-us.html". */
function isLegalPage(url: string, lists: Lists): boolean {
  const names = wordSet(lists, 'identity/legal-pages')
  const parts = url.slice(0, 500).split(/[?#]/u, 1)[0]!.toLowerCase().split('/').slice(3)
  return parts.some((part) => names.has(part.replace(/\.[a-z]{2,5}$/u, '')))
}

/** A word such as "license" counts only with a number within the next words; a chamber counts by itself. */
function registrationIn(words: readonly string[], index: PhraseIndex<string>): string | null {
  for (const match of findPhrases(index, words, '')) {
    const after = words.slice(match.at + match.length, match.at + match.length + 4)
    const number = after.findIndex((word) => /\d{3,}/u.test(word))
    if (match.value === 'plain' || number !== -1) return words.slice(match.at, match.at + match.length + (match.value === 'plain' ? 3 : number + 1)).join(' ')
  }
  return null
}

function ownerWords(lists: Lists): OwnerWords {
  let words = prepared.get(lists)
  if (words === undefined) {
    const registration = ['plain', 'numbered'].flatMap((kind) => lists.wordIds(`identity/registration-${kind}/`).flatMap((id) => lists.words(id).map((text) => ({ text, value: kind }))))
    words = { registration: phraseIndex(registration), owner: phraseIndex(lists.wordIds('identity/owner/').flatMap((id) => lists.words(id).map((text) => ({ text, value: id })))) }
    prepared.set(lists, words)
  }
  return words
}

function row(looked: string, found: string): Evidence {
  return { rule: 'TIER-OWNER', looked, found: found.slice(0, 160), polarity: '+', weight: 1 }
}
