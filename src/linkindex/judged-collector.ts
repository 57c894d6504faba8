import type { BriefLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import { foundBy, listedRunnerUp } from '../model/listed-link.js'
import { ShortAnswers, shortAnchors, shortTiers, shortTypes } from './judged-answers.js'
import { isAbsentFirst, dictionaryNames, plainValueNames, rowColumnNames, rowColumnsOf, textNames, textOfList, type PlainValueColumn, type RowData, type TextName } from './judged-rows.js'
import { TextCollector } from './judged-row-texts.js'
import type { ListColumn, WordColumn } from './judged-table.js'

/** Values of a column and their numbers, in the order in which they came. */
interface Dictionary<Value> {
  values: Value[]
  numbers: Map<unknown, number>
  /** What was looked up last, by its key: links that follow one another have most in common. */
  lastKey: unknown
  lastNumber: number
}

const dictionaryOf = <Value>(values: Value[]): Dictionary<Value> => ({ values, numbers: new Map(), lastKey: unasked, lastNumber: 0 })
const unasked = Symbol('nothing looked up yet')

/** Takes judged links one by one, each once, and makes columns of them. */
export class JudgedCollector {
  private count = 0
  private room = 4_096
  private columns = rowColumnsOf(this.room)
  private readonly words = Object.fromEntries(dictionaryNames.map((name) => [name, dictionaryOf(isAbsentFirst(name) ? [''] : [])])) as unknown as Record<WordColumn | ListColumn, Dictionary<string>>
  private readonly values = Object.fromEntries(plainValueNames.map((name) => [name, dictionaryOf<unknown>([])])) as unknown as Record<PlainValueColumn, Dictionary<unknown>>
  private readonly types = new ShortAnswers(shortTypes)
  private readonly anchors = new ShortAnswers(shortAnchors)
  private readonly tiers = new ShortAnswers(shortTiers)
  private readonly ofTypes: Array<{ type: number; runnerUp: number; confidence: number }> = []
  private readonly ofAnchors: Array<{ kind: number; key: number }> = []
  private readonly instants = new Map<string, number>()
  private readonly texts = Object.fromEntries(textNames.map((name) => [name, new TextCollector()])) as Record<TextName, TextCollector>

  // Each column by its name and not in a loop over names: this is done for every link, and a name that changes is looked up each time.
  add(brief: BriefLink): void {
    if (this.count === this.room) this.grow()
    const { link, quality, findings, corrected } = brief
    const row = this.count
    const { columns, words, values, texts } = this
    columns.idHigh[row] = Number.parseInt(link.id.slice(0, 8), 16)
    columns.idLow[row] = Number.parseInt(link.id.slice(8), 16)
    columns.quality[row] = quality.score
    columns.followed[row] = isFollowed(link.rel, link.robots) ? 1 : 0
    columns.hasPage[row] = link.referringPage === null ? 0 : 1
    columns.firstMs[row] = this.msOf(link.firstSeen)
    columns.lastMs[row] = this.msOf(link.lastSeen)
    columns.hasContext[row] = link.context === null ? 0 : 1
    columns.domain[row] = wordNumber(words.domain, link.referringDomain)
    columns.target[row] = wordNumber(words.target, link.target)
    columns.anchor[row] = wordNumber(words.anchor, link.anchorText)
    columns.title[row] = wordNumber(words.title, link.title)
    columns.area[row] = wordNumber(words.area, link.area)
    columns.state[row] = wordNumber(words.state, link.state)
    columns.lostReason[row] = wordNumber(words.lostReason, link.lostReason)
    columns.rel[row] = wordNumber(words.rel, textOfList(link.rel))
    columns.seenBy[row] = wordNumber(words.seenBy, textOfList(link.seenBy))
    columns.findings[row] = wordNumber(words.findings, findings.length === 0 ? '' : textOfList(foundBy(findings)))
    columns.corrected[row] = wordNumber(words.corrected, corrected.length === 0 ? '' : textOfList(corrected.map(({ field }) => field)))
    columns.host[row] = numberOf(values.host, link.referringHost, link.referringHost)
    columns.targetDomain[row] = numberOf(values.targetDomain, link.targetDomain, link.targetDomain)
    columns.fallback[row] = numberOf(values.fallback, link.fallbackText, link.fallbackText)
    columns.element[row] = numberOf(values.element, link.element, link.element)
    columns.language[row] = numberOf(values.language, link.language, link.language)
    columns.position[row] = numberOf(values.position, link.position, link.position)
    columns.status[row] = numberOf(values.status, link.status, link.status)
    columns.robots[row] = numberOf(values.robots, textOfList(link.robots), link.robots)
    columns.cues[row] = numberOf(values.cues, textOfList(link.cues), link.cues)
    columns.sightingCount[row] = numberOf(values.sightingCount, link.sightingCount, link.sightingCount)
    this.addAnswers(brief, row)
    texts.page.add(link.referringPage ?? '')
    texts.before.add(link.context?.before ?? '')
    texts.after.add(link.context?.after ?? '')
    this.count += 1
  }

  /** The answers of a link, and the columns that follow from them: those are worked out once for all links with equal answers. */
  private addAnswers(brief: BriefLink, row: number): void {
    const { columns, words } = this
    const { type, anchor, tier } = brief
    const typeNumber = this.types.numberOf(type)
    columns.shortType[row] = typeNumber
    const ofType = (this.ofTypes[typeNumber] ??= { type: wordNumber(words.type, type.type), runnerUp: wordNumber(words.runnerUp, listedRunnerUp(type)), confidence: Math.round(type.confidence * 1000) })
    columns.type[row] = ofType.type
    columns.runnerUp[row] = ofType.runnerUp
    columns.confidence[row] = ofType.confidence
    const anchorNumber = this.anchors.numberOf(anchor)
    columns.shortAnchor[row] = anchorNumber
    const ofAnchor = (this.ofAnchors[anchorNumber] ??= { kind: wordNumber(words.anchorKind, anchor.kind), key: wordNumber(words.anchorKey, anchor.normalised) })
    columns.anchorKind[row] = ofAnchor.kind
    columns.anchorKey[row] = ofAnchor.key
    columns.shortTier[row] = this.tiers.numberOf(tier)
    columns.tier[row] = tier.tier
  }

  /** Instants are few: exports tell days. */
  private msOf(instant: string): number {
    let ms = this.instants.get(instant)
    if (ms === undefined) {
      if (this.instants.size >= instantsMax) this.instants.clear()
      this.instants.set(instant, (ms = Date.parse(instant)))
    }
    return ms
  }

  /** What was collected, in the order in which it came. Nothing is added afterwards. */
  finish(): RowData {
    const plain = <Value>(dictionaries: Record<string, Dictionary<Value>>) => Object.fromEntries(Object.entries(dictionaries).map(([name, { values }]) => [name, values]))
    return {
      count: this.count,
      columns: Object.fromEntries(rowColumnNames.map((name) => [name, this.columns[name].subarray(0, this.count)])) as unknown as RowData['columns'],
      words: plain(this.words) as RowData['words'],
      values: { ...plain(this.values), shortType: this.types.values, shortAnchor: this.anchors.values, shortTier: this.tiers.values } as unknown as RowData['values'],
      texts: Object.fromEntries(textNames.map((name) => [name, this.texts[name].finish()])) as RowData['texts'],
    }
  }

  private grow(): void {
    this.room *= 2
    const larger = rowColumnsOf(this.room)
    for (const name of rowColumnNames) larger[name].set(this.columns[name])
    this.columns = larger
  }
}

const instantsMax = 20_000

/** The number of a word; 0 for none, which only columns that can lack one are asked for. */
function wordNumber(words: Dictionary<string>, word: string | null): number {
  return word === null ? 0 : numberOf(words, word, word)
}

function numberOf<Value>(dictionary: Dictionary<Value>, key: unknown, value: Value): number {
  if (key === dictionary.lastKey) return dictionary.lastNumber
  const { values, numbers } = dictionary
  let number = numbers.get(key)
  if (number === undefined) {
    numbers.set(key, (number = values.length))
    values.push(value)
  }
  dictionary.lastKey = key
  dictionary.lastNumber = number
  return number
}

/**
 * Puts a link that was weighed again, now with what the audits of the whole profile found, in place of what was said of
 * it: such findings change the quality of a link and the list of its findings, and nothing else that is kept here.
 */
export function amenderOf({ columns, words }: RowData): (row: number, brief: BriefLink) => void {
  const findings = { ...dictionaryOf(words.findings), numbers: new Map<unknown, number>(words.findings.map((text, number) => [text, number])) }
  return (row, brief) => {
    columns.quality[row] = brief.quality.score
    const text = textOfList(foundBy(brief.findings))
    columns.findings[row] = numberOf(findings, text, text)
  }
}
