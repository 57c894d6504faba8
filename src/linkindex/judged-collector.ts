import type { BriefLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import { listedFindings, listedRunnerUp } from '../model/listed-link.js'
import { isAbsentFirst, dictionaryNames, rowColumnNames, rowColumnsOf, shortAnswers, textNames, textOfList, valueNames, type RowData, type TextName, type ValueColumn } from './judged-rows.js'
import { TextCollector } from './judged-row-texts.js'
import type { ListColumn, WordColumn } from './judged-table.js'

/** Values of a column and their numbers, in the order in which they came. */
interface Dictionary<Value> {
  values: Value[]
  numbers: Map<unknown, number>
}

/** Takes judged links one by one, each once, and makes columns of them. */
export class JudgedCollector {
  private count = 0
  private room = 4_096
  private columns = rowColumnsOf(this.room)
  private readonly words = Object.fromEntries(dictionaryNames.map((name) => [name, { values: isAbsentFirst(name) ? [''] : [], numbers: new Map() }])) as unknown as Record<WordColumn | ListColumn, Dictionary<string>>
  private readonly values = Object.fromEntries(valueNames.map((name) => [name, { values: [], numbers: new Map() }])) as unknown as Record<ValueColumn, Dictionary<unknown>>
  private readonly ofTypes: Array<{ type: number; runnerUp: number; confidence: number }> = []
  private readonly ofAnchors: Array<{ kind: number; key: number }> = []
  private readonly instants = new Map<string, number>()
  private readonly texts = Object.fromEntries(textNames.map((name) => [name, new TextCollector()])) as Record<TextName, TextCollector>

  add(brief: BriefLink): void {
    if (this.count === this.room) this.grow()
    const { link, quality, findings, corrected } = brief
    const row = this.count
    const { columns } = this
    const word = (name: WordColumn, value: string | null) => {
      columns[name][row] = value === null ? 0 : numberOf(this.words[name], value, value)
    }
    const list = (name: ListColumn, values: readonly string[]) => {
      const text = textOfList(values)
      columns[name][row] = numberOf(this.words[name], text, text)
    }
    const value = (name: ValueColumn, key: unknown, value: unknown) => {
      columns[name][row] = numberOf(this.values[name], key, value)
    }
    columns.idHigh[row] = Number.parseInt(link.id.slice(0, 8), 16)
    columns.idLow[row] = Number.parseInt(link.id.slice(8), 16)
    columns.quality[row] = quality.score
    columns.followed[row] = isFollowed(link.rel, link.robots) ? 1 : 0
    columns.hasPage[row] = link.referringPage === null ? 0 : 1
    columns.firstMs[row] = this.msOf(link.firstSeen)
    columns.lastMs[row] = this.msOf(link.lastSeen)
    columns.hasContext[row] = link.context === null ? 0 : 1
    word('domain', link.referringDomain)
    word('target', link.target)
    word('anchor', link.anchorText)
    word('title', link.title)
    word('area', link.area)
    word('state', link.state)
    word('lostReason', link.lostReason)
    list('rel', link.rel)
    list('seenBy', link.seenBy)
    list('findings', listedFindings(findings))
    list('corrected', corrected.map(({ field }) => field))
    value('host', link.referringHost, link.referringHost)
    value('targetDomain', link.targetDomain, link.targetDomain)
    value('fallback', link.fallbackText, link.fallbackText)
    value('element', link.element, link.element)
    value('language', link.language, link.language)
    value('position', link.position, link.position)
    value('status', link.status, link.status)
    value('robots', textOfList(link.robots), link.robots)
    value('cues', textOfList(link.cues), link.cues)
    value('sightingCount', link.sightingCount, link.sightingCount)
    this.addAnswers(brief, row)
    this.texts.page.add(link.referringPage ?? '')
    this.texts.before.add(link.context?.before ?? '')
    this.texts.after.add(link.context?.after ?? '')
    this.count += 1
  }

  /** The answers of a link, and the columns that follow from them: those are worked out once for all links with equal answers. */
  private addAnswers(brief: BriefLink, row: number): void {
    const { columns, words } = this
    const short = (name: keyof typeof shortAnswers) => {
      const { keyOf, valueOf } = shortAnswers[name]
      const key = keyOf(brief)
      return (columns[name][row] = this.values[name].numbers.get(key) ?? numberOf(this.values[name], key, valueOf(brief)))
    }
    const { type, anchor, tier } = brief
    const ofType = (this.ofTypes[short('shortType')] ??= { type: wordNumber(words.type, type.type), runnerUp: wordNumber(words.runnerUp, listedRunnerUp(type)), confidence: Math.round(type.confidence * 1000) })
    columns.type[row] = ofType.type
    columns.runnerUp[row] = ofType.runnerUp
    columns.confidence[row] = ofType.confidence
    const ofAnchor = (this.ofAnchors[short('shortAnchor')] ??= { kind: wordNumber(words.anchorKind, anchor.kind), key: wordNumber(words.anchorKey, anchor.normalised) })
    columns.anchorKind[row] = ofAnchor.kind
    columns.anchorKey[row] = ofAnchor.key
    short('shortTier')
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
      values: plain(this.values) as RowData['values'],
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
const wordNumber = (words: Dictionary<string>, word: string) => numberOf(words, word, word)

function numberOf<Value>({ values, numbers }: Dictionary<Value>, key: unknown, value: Value): number {
  let number = numbers.get(key)
  if (number === undefined) {
    numbers.set(key, (number = values.length))
    values.push(value)
  }
  return number
}

/**
 * Puts a link that was weighed again, now with what the audits of the whole profile found, in place of what was said of
 * it: such findings change the quality of a link and the list of its findings, and nothing else that is kept here.
 */
export function amenderOf({ columns, words }: RowData): (row: number, brief: BriefLink) => void {
  const findings = { values: words.findings, numbers: new Map(words.findings.map((text, number) => [text, number])) }
  return (row, brief) => {
    columns.quality[row] = brief.quality.score
    const text = textOfList(listedFindings(brief.findings))
    columns.findings[row] = numberOf(findings, text, text)
  }
}
