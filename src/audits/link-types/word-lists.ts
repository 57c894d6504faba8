import type { Lists } from '../../model/lists.js'
import { linkTypeIds } from '../../model/link-types.js'
import { phraseIndex, wordsOf, type PhraseIndex } from './phrases.js'
import { strengths, type ScoredType, type Strength } from './signal.js'

/** What a phrase of the lists `link-type/…` says where it is found. */
export interface TypeWord {
  type: ScoredType
  strength: Strength
  subtype: string | null
}

export type Cue = 'paid' | 'guest' | 'press' | 'author-box' | 'directory' | 'resources' | 'reciprocal' | 'write-for-us' | 'sells-posts' | 'sponsor-thanks' | 'membership' | 'credit' | 'footer-credit' | 'truncated-copy' | 'boilerplate' | 'reciprocal-or-express' | 'bad-categories'

/** The lists made ready to search, once per version of the lists. */
export interface WordLists {
  path: PhraseIndex<TypeWord>
  title: PhraseIndex<TypeWord>
  context: PhraseIndex<TypeWord>
  /** First words of anchors that tell a type: "Buy on". */
  anchor: PhraseIndex<TypeWord>
  /** Headings above a link, by what they call their part of the page. */
  heading: PhraseIndex<TypeWord>
  /** Cues of section 5; `labelOnly` marks ordinary words that count in a label position alone. */
  cues: PhraseIndex<{ cue: Cue; language: string; labelOnly: boolean }>
  /** Cues that are marks more than words, "(P)": the whole label must be the mark. */
  exactCues: ReadonlyMap<string, Cue>
  /** Words of host, path and title that tell a subtype, in the order in which they are asked. */
  subtypes: ReadonlyMap<string, ReadonlyArray<{ subtype: string; words: ReadonlySet<string> }>>
  hostWords: HostWords
  /** Platforms and services by host, as targets of links. */
  targets: ReadonlyMap<string, TargetKind>
  /** Words of names that say nothing about who keeps a site. */
  genericNames: ReadonlySet<string>
  /** Groups of sites with one keeper, by each of their domains. */
  siteGroups: ReadonlyMap<string, readonly string[]>
  /** Words that ask to follow an account: "follow us", "abonnieren". */
  followWords: PhraseIndex<true>
  /** Words before a link in the frame that say what its target did for the site: "hosting", "theme". */
  frameCredits: PhraseIndex<true>
  /** Names and codes of languages and editions, as whole anchors. */
  editions: ReadonlySet<string>
  /** Words of hosts that sell: "shop", "abo". */
  shopWords: ReadonlySet<string>
  /** Words with which publishers and groups name themselves: "media", "verlag". */
  publisherWords: ReadonlySet<string>
  /** Anchors of legal notices and the like, which a site keeps on its owner's domain. */
  legalAnchors: ReadonlySet<string>
  /** What networks are called, as the words of a link. */
  networks: ReadonlySet<string>
  /** Parties, unions and associations, whose branches put the name before their own in a domain. */
  umbrellas: ReadonlySet<string>
  /** What is linked beside comments by the site itself: rules, log-ins, the system. */
  commentNotices: ReadonlySet<string>
  /** Paths of log-ins, notices and endpoints, where no kind of link stands. */
  servicePaths: ReadonlySet<string>
  /** Links in the frame of a site that lead to who keeps and writes it, as whole anchors. */
  imprint: ReadonlySet<string>
  /** Words with which the names of papers end: "rivertontoday". */
  paperNames: readonly string[]
  /** Hosts on which outside contributors publish by rule. */
  contributed: ReadonlySet<string>
  /** Names of sections that hold stories, and of those behind which stands a subject. */
  newsSections: ReadonlySet<string>
  tagSections: ReadonlySet<string>
  /** Words before the name of who made a picture, folded. */
  pictureCredits: ReadonlySet<string>
  /** Verbs that follow a name where a bio begins, and first labels of hosts that serve log-ins. */
  bioVerbs: ReadonlySet<string>
  serviceHosts: ReadonlySet<string>
  /** Parts of host names that say what a host serves: "widget", "libguides". */
  hostParts: PhraseIndex<TypeWord>
  /** Names of public authorities, as sites call themselves. */
  authorities: PhraseIndex<true>
  /** How the names of towns and counties begin. */
  towns: PhraseIndex<true>
  /** Anchors of a page that only sends its readers on, folded. */
  onwardAnchors: ReadonlySet<string>
  /** What bodies of a place call themselves, with their kind: chambers, schools, papers. */
  civicNames: PhraseIndex<string>
  /** What trades call what they sell in a linked phrase, with the trade. */
  trades: PhraseIndex<string>
  /** Names of the fields that a listing has, with the field. */
  recordFields: PhraseIndex<string>
  /** How houses say what they have to do with each other. */
  relation: RelationWords
  /** How people speak of their own clinic. */
  ownVoice: PhraseIndex<true>
  /** Words of pages that hold no content yet, or hide it: placeholders, notices of work, consent walls. */
  placeholders: PhraseIndex<true>
  /** Words of pages that answer with an error or ask to sign in, where they are most of a title or heading. */
  errors: PhraseIndex<true>
  spam: PhraseIndex<string>
  /** Words of pages that help, warn, study or raise funds: beside one of them a thing of a trade is a subject, not goods. */
  spamExcuses: ReadonlySet<string>
  weights: Readonly<Record<Strength, number>> & { temperature: number; temperatureUrlOnly: number; absence: number; weakOnly: number; guardMin: number; urlOnlyMax: number; unconfirmedOutletMax: number; jsOnlyMax: number; contradictionMax: number; certainMax: number; unknownBelow: number; sitewideShareMin: number; sitewidePagesMin: number }
  priors: ReadonlyMap<ScoredType, number>
  /** What a probability turned out to be worth on labelled pages: pairs of the worked-out and the true share, rising (4.4). */
  calibration: ReadonlyArray<readonly [raw: number, share: number]>
  /** The same on labelled addresses whose pages were not read. */
  calibrationUrlOnly: ReadonlyArray<readonly [raw: number, share: number]>
}

/** The lists `link-relation/…`, and what menus call services and offers. */
export interface RelationWords {
  partner: PhraseIndex<true>
  owner: PhraseIndex<true>
  staff: PhraseIndex<true>
  funder: PhraseIndex<true>
  ownProperty: PhraseIndex<true>
  possessives: ReadonlySet<string>
  lodging: PhraseIndex<true>
  outsider: PhraseIndex<true>
  ownWorkplace: PhraseIndex<true>
  ownWork: PhraseIndex<true>
  ownVerbs: PhraseIndex<true>
  /** "His", "ihr": of a writer by who introduces him. */
  theirs: ReadonlySet<string>
  service: PhraseIndex<true>
  offer: PhraseIndex<true>
  /** "We", "unser". */
  firstPerson: ReadonlySet<string>
  /** Names of pages about the house, as words with single spaces. */
  sections: ReadonlySet<string>
}

export const targetKinds = ['affiliate', 'service', 'software', 'store', 'giving', 'picture', 'licence', 'platform'] as const
export type TargetKind = (typeof targetKinds)[number]

/** A word that tells the kind of a host; `order` is lower for longer words. */
export interface HostWord {
  kind: string
  word: string
  order: number
}

export interface HostWords {
  /** By the part of a name that is the word. */
  byPart: ReadonlyMap<string, readonly HostWord[]>
  /** By the beginning or end of a label, without hyphens; only words that are not `whole`. */
  byEdge: ReadonlyMap<string, readonly HostWord[]>
  hyphenated: readonly HostWord[]
}

/** Shorter words begin too many others. */
export const edgeCharsMin = 5

const compiled = new WeakMap<Lists, WordLists>()

export function wordLists(lists: Lists): WordLists {
  let ready = compiled.get(lists)
  if (ready === undefined) {
    ready = compile(lists)
    compiled.set(lists, ready)
  }
  return ready
}

/** Words of a path, with every slash a word of its own, so that `/u/` means the whole segment. */
export function pathWords(path: string): string[] {
  const words: string[] = []
  for (let from = 0; from <= path.length;) {
    const slash = path.indexOf('/', from)
    const end = slash === -1 ? path.length : slash
    if (words.length === 0) words.push('/')
    if (end > from) {
      if (path.charCodeAt(from) === 64 /* @ */) words.push('@')
      for (const word of wordsOf(path.slice(from, end))) words.push(word)
      if (words.at(-1) !== '/') words.push('/')
    }
    from = end + 1
  }
  return words
}

function compile(lists: Lists): WordLists {
  const table = lists.table('link-type-weights')
  const priorTable = lists.table('link-type-priors')
  const typed = (where: string, cut: (text: string) => string[]) =>
    phraseIndex(
      lists.wordIds(`link-type/${where}/`).flatMap((id) => {
        const [, , type, strength, subtype] = id.split('/') as [string, string, ScoredType, Strength, string]
        if (!linkTypeIds.includes(type) || !strengths.includes(strength)) return []
        const value: TypeWord = { type, strength, subtype: subtype === '-' ? null : subtype }
        return lists.words(id).map((text) => ({ text, value }))
      }),
      cut,
    )
  const labelOnly = new Set(lists.words('cues/label-only').map((text) => text.toLowerCase()))
  return {
    // A path phrase keeps only the slashes that were written: "forum" fits inside a segment, "/forum/" is all of one.
    path: typed('path', (text) => {
      const words = pathWords(text)
      return words.slice(text.startsWith('/') ? 0 : 1, text.endsWith('/') ? words.length : -1)
    }),
    title: typed('title', wordsOf),
    context: typed('context', wordsOf),
    anchor: typed('anchor', wordsOf),
    heading: typed('heading', wordsOf),
    cues: phraseIndex(
      lists.wordIds('cues/').filter((id) => id !== 'cues/label-only').flatMap((id) => {
        const [, cue, language] = id.split('/') as [string, Cue, string | undefined]
        return lists.words(id).filter((text) => !text.startsWith('(')).map((text) => ({ text, value: { cue, language: language ?? '*', labelOnly: labelOnly.has(text.toLowerCase()) || text.length < 4 } }))
      }),
    ),
    exactCues: new Map(lists.wordIds('cues/').flatMap((id) => lists.words(id).filter((text) => text.startsWith('(')).map((text) => [text.toLowerCase(), id.split('/')[1] as Cue] as const)).filter(([, cue]) => cue !== ('label-only' as Cue))),
    subtypes: subtypesOf(lists),
    hostWords: hostWordsOf(lists),
    targets: new Map(targetKinds.flatMap((kind) => lists.words(`link-target/${kind}`).map((host) => [host, kind] as const))),
    genericNames: genericNamesOf(lists),
    siteGroups: siteGroupsOf(lists),
    followWords: phraseIndex(lists.words('link-owner/follow').map((text) => ({ text, value: true as const }))),
    frameCredits: phraseIndex(lists.words('link-owner/credits').map((text) => ({ text, value: true as const }))),
    editions: new Set(lists.words('link-owner/edition').map((text) => wordsOf(text).join(' '))),
    shopWords: new Set(lists.words('link-owner/shop').flatMap(wordsOf)),
    publisherWords: new Set(lists.words('link-owner/publisher').flatMap(wordsOf)),
    legalAnchors: new Set(lists.words('link-owner/legal').map((text) => wordsOf(text).join(' '))),
    networks: new Set(lists.words('link-owner/network').map((text) => wordsOf(text).join(' '))),
    umbrellas: new Set(lists.words('link-owner/umbrella')),
    commentNotices: new Set(lists.words('link-owner/comment-notice').map((text) => wordsOf(text).join(' '))),
    newsSections: new Set(lists.words('link-page/news-section')),
    tagSections: new Set(lists.words('link-page/tag-section')),
    pictureCredits: new Set(lists.words('link-page/picture-credit').map((text) => wordsOf(text).join(' '))),
    bioVerbs: new Set(lists.words('link-page/bio-verbs')),
    serviceHosts: new Set(lists.words('link-page/service-hosts')),
    onwardAnchors: new Set(lists.words('link-page/onward').map((text) => wordsOf(text).join(' '))),
    hostParts: typed('host-part', wordsOf),
    civicNames: phraseIndex(lists.wordIds('link-page/civic/').flatMap((id) => lists.words(id).map((text) => ({ text, value: id.slice('link-page/civic/'.length) })))),
    trades: phraseIndex(lists.wordIds('link-page/trade/').flatMap((id) => lists.words(id).map((text) => ({ text, value: id.slice('link-page/trade/'.length) })))),
    recordFields: phraseIndex(lists.wordIds('link-page/record-field/').flatMap((id) => lists.words(id).map((text) => ({ text, value: id.slice('link-page/record-field/'.length) })))),
    authorities: phraseIndex(lists.words('link-page/authority').map((text) => ({ text, value: true as const }))),
    towns: phraseIndex(lists.words('link-page/town').map((text) => ({ text, value: true as const }))),
    relation: relationWordsOf(lists),
    ownVoice: phraseIndex(lists.words('link-page/own-voice').map((text) => ({ text, value: true as const }))),
    placeholders: phraseIndex(lists.words('link-page/placeholder').map((text) => ({ text, value: true as const }))),
    errors: phraseIndex(lists.words('link-page/error').map((text) => ({ text, value: true as const }))),
    servicePaths: new Set(lists.words('link-page/service').flatMap((text) => [text, text.replace(/\.\w+$/u, '')])),
    imprint: new Set(lists.words('link-owner/imprint').map((text) => wordsOf(text).join(' '))),
    paperNames: lists.words('link-host/paper-name'),
    contributed: new Set(lists.words('link-host/contributed')),
    spam: phraseIndex(['spam/drug', 'spam/casino', 'spam/adult', 'spam/loans', 'spam/replica', 'spam/essay', 'spam/drug-offer', 'spam/casino-offer', 'spam/loans-offer', 'spam/replica-offer'].flatMap((id) => lists.words(id).map((text) => ({ text, value: id.slice(5).replace('-offer', '') })))),
    spamExcuses: new Set([...lists.words('spam/guard'), ...lists.words('spam-events')]),
    weights: {
      defining: table['defining'] ?? 8, decisive: table['decisive'] ?? 3, strong: table['strong'] ?? 1.8, moderate: table['moderate'] ?? 0.9, weak: table['weak'] ?? 0.4,
      contra: table['contra'] ?? -1.5, veto: table['veto'] ?? -8, excluded: table['excluded'] ?? -24, temperature: table['temperature'] ?? 1.6, temperatureUrlOnly: table['temperatureUrlOnly'] ?? table['temperature'] ?? 1.6, absence: table['absence'] ?? -1.5, weakOnly: table['weakOnly'] ?? 0, guardMin: table['guardMin'] ?? 0.35,
      urlOnlyMax: table['urlOnlyMax'] ?? 0.7, unconfirmedOutletMax: table['unconfirmedOutletMax'] ?? 0.6, jsOnlyMax: table['jsOnlyMax'] ?? 0.8, contradictionMax: table['contradictionMax'] ?? 0.75,
      unknownBelow: table['unknownBelow'] ?? 0.5, certainMax: table['certainMax'] ?? 0.98, sitewideShareMin: table['sitewideShareMin'] ?? 0.5, sitewidePagesMin: table['sitewidePagesMin'] ?? 20,
    },
    calibration: calibrationOf(lists, 'link-type-calibration'),
    calibrationUrlOnly: calibrationOf(lists, 'link-type-calibration-url-only'),
    priors: new Map(scoredTypes.map((type) => [type, Math.log(priorTable[type] ?? 1 / scoredTypes.length)])),
  }
}

function relationWordsOf(lists: Lists): RelationWords {
  const index = (id: string) => phraseIndex(lists.words(id).map((text) => ({ text, value: true as const })))
  return {
    partner: index('link-relation/partner'), owner: index('link-relation/owner'), staff: index('link-relation/staff'), funder: index('link-relation/funder'), ownProperty: index('link-relation/own-property'), possessives: new Set(lists.words('link-relation/possessive')), lodging: index('link-relation/lodging'),
    outsider: index('link-relation/outsider'), ownWorkplace: index('link-relation/own-workplace'), ownWork: index('link-relation/own-work'), ownVerbs: index('link-relation/own-verb'), theirs: new Set(lists.words('link-relation/their')), service: index('link-owner/service'), offer: index('link-owner/offer'),
    firstPerson: new Set(lists.words('link-relation/first-person').flatMap(wordsOf)), sections: new Set(lists.words('link-relation/section').map((text) => wordsOf(text).join(' '))),
  }
}

function subtypesOf(lists: Lists): WordLists['subtypes'] {
  const byType = new Map<string, Array<{ subtype: string; words: ReadonlySet<string> }>>()
  for (const id of lists.wordIds('link-subtype/')) {
    const [, type, subtype] = id.split('/') as [string, string, string]
    pushTo(byType, type, { subtype, words: new Set(lists.words(id).flatMap(wordsOf)) })
  }
  return byType
}

function calibrationOf(lists: Lists, id: string): ReadonlyArray<readonly [raw: number, share: number]> {
  return Object.entries(lists.table(id)).map(([raw, share]) => [Number(raw), share] as const).sort((a, b) => a[0] - b[0])
}

function siteGroupsOf(lists: Lists): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const id of lists.wordIds('site-group/')) for (const domain of lists.words(id)) pushTo(groups, domain, id.slice('site-group/'.length))
  return groups
}

/** Words of the field and of kinds of hosts: many names hold them without having anything to do with each other. */
function genericNamesOf(lists: Lists): ReadonlySet<string> {
  const ids = [...lists.wordIds('host-words/'), ...lists.wordIds('health/'), 'link-owner/generic']
  return new Set(ids.flatMap((id) => lists.words(id)).map((text) => wordsOf(text).join('')))
}

function hostWordsOf(lists: Lists): HostWords {
  const rows = lists.wordIds('host-words/').flatMap((id) => lists.words(id).map((text) => ({ kind: id.slice('host-words/'.length), word: text.replace(/-$/u, ''), whole: text.endsWith('-') || text.length < edgeCharsMin })))
  const byPart = new Map<string, HostWord[]>()
  const byEdge = new Map<string, HostWord[]>()
  const hyphenated: HostWord[] = []
  rows.sort((a, b) => b.word.length - a.word.length).forEach(({ kind, word, whole }, order) => {
    const row = { kind, word, order }
    pushTo(byPart, word, row)
    if (word.includes('-')) hyphenated.push(row)
    if (!whole) pushTo(byEdge, word.replaceAll('-', ''), row)
  })
  return { byPart, byEdge, hyphenated }
}

function pushTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

export const scoredTypes = linkTypeIds.filter((id): id is ScoredType => id !== 'LT-99')
