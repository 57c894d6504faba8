import { wordsOf } from './phrases.js'
import type { LinkReading } from './reading.js'
import { newspaperWords } from './rules-host.js'
import type { ScoredType, Signals } from './signal.js'

/** Types that a paper's own choice of links makes. */
export const pressTypes: ReadonlySet<ScoredType> = new Set<ScoredType>(['LT-01', 'LT-04'])
const paperKinds = ['local-news', 'news', 'journal'] as const
const ownName = /[\p{L}]{2,}/u
/** Words of a byline that names the paper itself, or its desk. */
const desk = /\b(?:news|staff|desk|report(?:er)?s?|editors?|editorial|admin|team|redaktion|redazione|r[ée]daction|redacci[óo]n|redactie|redakcja|reda[cç][ãa]o|wire|service|network)\b/iu
const keeperLine = /\b(?:published by|a publication of|owned by|herausgeber|verlag|verantwortlich|édité par|directeur de (?:la )?publication|editado por|editore|direttore responsabile|propriedade|uitgever|wydawca)\b|\b(?:llc|ltd|inc|plc|gmbh|ggmbh|ag|sarl|sas|s\.?r\.?l|s\.p\.a|s\.l|lda|b\.?v|sp\.\s?z\s?o\.?\s?o)\b\.?/iu

/** What a paper that nobody has told us of keeps from its readers. */
export interface Outlet {
  /** The word of its name that calls it a paper. */
  word: string
  /** Which of owner, address, staff and imprint its page names none of; none where the page was not read. */
  missing: readonly string[]
}

/**
 * A host whose name calls it a paper and which no list knows: for each real paper of a town there is a site by now that only
 * bears the name of one. Null where the host is none, or is listed, or belongs to a body of another kind.
 */
export function unconfirmedOutlet(reading: LinkReading): Outlet | null {
  const { host, curated, seed, words } = reading
  if (curated !== undefined || seed !== undefined || host.isGovernment || host.isUniversity) return null
  const label = labelOf(reading)
  const kind = paperKinds.find((one) => {
    const word = host.kinds.get(one)
    // "news.maker.example" is the news of a maker; a science has journals as well.
    return word !== undefined && label.includes(word.replaceAll('-', '')) && label.length > word.length && (one !== 'journal' || newspaperWords.has(word))
  })
  const word = kind === undefined ? words.paperNames.find((ending) => label.endsWith(ending) && label.length >= ending.length + restCharsMin) : host.kinds.get(kind)!
  return word === undefined ? null : { word, missing: missingOn(reading) }
}

/** What is left of a name without the word for papers: a town, mostly. */
const restCharsMin = 3

function labelOf({ facts: { link } }: LinkReading): string {
  return link.referringDomain.split('.', 1)[0]!.replaceAll('-', '')
}

function missingOn(reading: LinkReading): string[] {
  const { features, extra, words } = reading
  if (features === null) return []
  const label = labelOf(reading)
  const isItself = (name: string) => label.includes(wordsOf(name).join('').replace(/^the/u, '')) || wordsOf(name).join('').includes(label)
  const isPerson = (name: string) => name.includes(' ') && ownName.test(name) && !desk.test(name) && !isItself(name)
  const footer = extra.footerLines ?? []
  const known: Record<string, boolean> = {
    owner: (extra.organisations ?? []).some((name) => !isItself(name) && !features.authors.includes(name)) || footer.some((line) => keeperLine.test(line)),
    address: (extra.places ?? []).some(({ street, postcode }) => street !== null || postcode !== null) || features.addressCount > 0 || features.phoneCount > 0,
    staff: features.authors.some(isPerson),
    imprint: (extra.siteLinkTexts ?? []).some((text) => text.split(/[,|&/·]/u).some((part) => words.imprint.has(wordsOf(part).join(' ')))),
  }
  return Object.keys(known).filter((what) => known[what] !== true)
}

/** A paper that names nobody and nothing behind it is no paper because it is called so (LT-01, LT-04). */
export function outletRule(reading: LinkReading, signals: Signals): void {
  const outlet = reading.features === null ? null : unconfirmedOutlet(reading)
  if (outlet === null || outlet.missing.length < marksOfPaper) return
  for (const type of pressTypes) signals.add(type, 'author', 'contra', 'F-HOSTKIND', `a name with “${outlet.word}” that no list knows`, `the page names no ${listed(outlet.missing)}`)
}

const marksOfPaper = 4

/** What is not known of a paper that no list knows; null of other hosts, and where its page names all of it. */
export function outletUnknown(reading: LinkReading, outlet: Outlet | null): string | null {
  if (outlet === null || (reading.features !== null && outlet.missing.length === 0)) return null
  return `F-HOSTKIND: no list knows this paper${reading.features === null ? ', and its page was not read' : `, and the page names no ${listed(outlet.missing)}`}`
}

function listed(what: readonly string[]): string {
  return what.length < 2 ? what.join('') : `${what.slice(0, -1).join(', ')} or ${what.at(-1)!}`
}
