import { inRuns, sortInSlices, type Pause } from '../lib/slices.js'
import { mayRevealPatient, rulesOfFound } from '../model/listed-link.js'
import type { AnchorQuery, AnchorRow } from '../model/outside.js'
import { domainSums } from './judged-domains.js'
import { wordsWith } from './judged-filter.js'
import type { ListedLinks } from './judged-links.js'
import { pageOf } from './judged-paging.js'
import type { JudgedTable } from './judged-table.js'
import { searchText } from './judged-text.js'

/** Anchors that are counted as one (AN-01) and are of one kind, as columns, most domains first. */
interface AnchorSums {
  key: Uint32Array
  kind: Uint32Array
  links: Uint32Array
  domains: Uint32Array
  followedLinks: Uint32Array
  firstMs: Float64Array
  lastMs: Float64Array
  /** The most frequent spelling. */
  spelling: Uint32Array
  /** 1 where a link has it that nothing keeps from being shown (RISK-31). */
  shown: Uint8Array
  /** Places in the order of the list. */
  order: Uint32Array
  /** Every spelling of every place. */
  spellings: Spellings
}

/** Pairs of a place and a word that occur. */
interface Spellings {
  count: number
  places: Uint32Array
  words: Uint32Array
  times: Uint32Array
}

const descending = [true, true, false, false]

/** Anchors, most domains first. Of several spellings of one anchor the most frequent is shown, and all are searched. */
export async function listAnchors(listed: ListedLinks, query: AnchorQuery): Promise<{ rows: AnchorRow[]; total: number; nextCursor: string | null }> {
  const { table } = listed
  const sums = await listed.keep('anchors', async (pause) => {
    const value = await sumAnchors(listed, pause)
    return { value, bytes: value.key.length * 38 + value.spellings.count * 12 }
  })
  const text = searchText(query.text?.trim() ?? '')
  const kinds = query.kind ?? []
  const found = text === '' && kinds.length === 0 ? sums.order : await listed.keep(`anchors ${JSON.stringify([text, [...kinds].sort()])}`, async (pause) => {
    const passing = text === '' ? null : await placesWith(listed, sums, text, pause)
    const isWanted = Uint8Array.from(table.words.anchorKind, (kind) => (kinds.length === 0 || kinds.some((one) => one === kind) ? 1 : 0))
    const value = sums.order.filter((place) => isWanted[sums.kind[place]!] === 1 && (passing === null || passing[place] === 1))
    return { value, bytes: value.byteLength }
  })
  const page = pageOf({
    name: 'anchors',
    count: found.length,
    keyOf(at) {
      const place = found[at]!
      return [sums.domains[place]!, sums.links[place]!, table.words.anchorKey[sums.key[place]!]!, table.words.anchorKind[sums.kind[place]!]!]
    },
    kinds: ['number', 'number', 'string', 'string'],
    descending,
  }, query)
  return { rows: Array.from(found.subarray(page.first, page.last), (place) => rowOf(table, sums, place)), total: found.length, nextCursor: page.nextCursor }
}

function rowOf({ words }: JudgedTable, sums: AnchorSums, place: number): AnchorRow {
  return {
    // The same words on another link are no secret.
    anchorText: sums.shown[place] === 1 ? words.anchor[sums.spelling[place]!]! : '•••', anchorKind: words.anchorKind[sums.kind[place]!]!, domains: sums.domains[place]!, links: sums.links[place]!, followedLinks: sums.followedLinks[place]!,
    firstSeen: new Date(sums.firstMs[place]!).toISOString(), lastSeen: new Date(sums.lastMs[place]!).toISOString(),
  }
}

/** 1 for each place that has the text in one of its spellings. */
async function placesWith(listed: ListedLinks, { key, spellings }: AnchorSums, text: string, pause: Pause): Promise<Uint8Array> {
  const found = await wordsWith(await listed.searched('anchor'), text, pause)
  const passing = new Uint8Array(key.length)
  for (let at = 0; at < spellings.count; at += 1) if (found[spellings.words[at]!] === 1) passing[spellings.places[at]!] = 1
  return passing
}

async function sumAnchors(listed: ListedLinks, pause: Pause): Promise<AnchorSums> {
  const { columns, words, lists } = listed.table
  const isHidden = lists.findings.map((found) => mayRevealPatient(rulesOfFound(found)))
  const { rows, counted } = await domainSums(listed)
  const { places, pairs } = await placesOf(listed.table, pause)
  const count = places.count()
  const sums = {
    key: places.firsts(), kind: places.seconds(), links: new Uint32Array(count), domains: new Uint32Array(count), followedLinks: new Uint32Array(count),
    shown: new Uint8Array(count), firstMs: new Float64Array(count).fill(Infinity), lastMs: new Float64Array(count).fill(-Infinity),
  }
  const lastDomain = new Int32Array(count).fill(-1)
  await inRuns(rows.length, pause, (from, until) => {
    for (let at = from; at < until; at += 1) {
      const row = rows[at]!
      const place = places.numberOf(columns.anchorKey[row]!, columns.anchorKind[row]!)
      sums.links[place]! += 1
      if (!isHidden[columns.findings[row]!]) sums.shown[place] = 1
      if (lastDomain[place] !== columns.domain[row] && counted[columns.domain[row]!] === 1) {
        lastDomain[place] = columns.domain[row]!
        sums.domains[place]! += 1
      }
      sums.followedLinks[place]! += columns.followed[row]!
      if (columns.firstMs[row]! < sums.firstMs[place]!) sums.firstMs[place] = columns.firstMs[row]!
      if (columns.lastMs[row]! > sums.lastMs[place]!) sums.lastMs[place] = columns.lastMs[row]!
    }
  })
  const spelling = new Uint32Array(count)
  const times = new Uint32Array(count)
  for (let at = 0; at < pairs.count; at += 1) {
    const place = pairs.places[at]!
    const word = pairs.words[at]!
    const more = pairs.times[at]! - times[place]!
    if (more < 0 || (more === 0 && words.anchor[word]! >= words.anchor[spelling[place]!]!)) continue
    spelling[place] = word
    times[place] = pairs.times[at]!
  }
  const compare = (a: number, b: number) =>
    sums.domains[b]! - sums.domains[a]! || sums.links[b]! - sums.links[a]!
    || inOrder(words.anchorKey[sums.key[a]!]!, words.anchorKey[sums.key[b]!]!) || inOrder(words.anchorKind[sums.kind[a]!]!, words.anchorKind[sums.kind[b]!]!)
  const order = await sortInSlices(Uint32Array.from(spelling, (_, place) => place), compare, pause)
  return { ...sums, spelling, order, spellings: pairs }
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Which pairs of key and kind there are, and how often each of them is spelled how. */
async function placesOf({ columns, words, rowCount }: JudgedTable, pause: Pause): Promise<{ places: Pairs; pairs: Spellings }> {
  const places = numberedPairs(words.anchorKey.length)
  const spelled = numberedPairs(words.anchor.length)
  const times: number[] = []
  await inRuns(rowCount, pause, (from, until) => {
    for (let row = from; row < until; row += 1) {
      const pair = spelled.numberOf(columns.anchor[row]!, places.numberOf(columns.anchorKey[row]!, columns.anchorKind[row]!))
      times[pair] = (times[pair] ?? 0) + 1
    }
  })
  return { places, pairs: { count: spelled.count(), words: spelled.firsts(), places: spelled.seconds(), times: Uint32Array.from(times) } }
}

interface Pairs {
  numberOf(first: number, second: number): number
  count(): number
  firsts(): Uint32Array
  seconds(): Uint32Array
}

/** Numbers pairs as they come. Most first halves have one second half, which is looked up in a list; the others in a map. */
function numberedPairs(firstCount: number): Pairs {
  const known = new Int32Array(firstCount).fill(-1)
  const more = new Map<number, number>()
  const firsts: number[] = []
  const seconds: number[] = []
  return {
    numberOf(first, second) {
      const number = known[first]!
      if (number !== -1 && seconds[number] === second) return number
      // Both are numbers of rows at most, so that together they stay whole.
      const pair = first + second * firstCount
      const other = number === -1 ? undefined : more.get(pair)
      if (other !== undefined) return other
      const next = firsts.push(first) - 1
      seconds.push(second)
      if (number === -1) known[first] = next
      else more.set(pair, next)
      return next
    },
    count: () => firsts.length,
    firsts: () => Uint32Array.from(firsts),
    seconds: () => Uint32Array.from(seconds),
  }
}
