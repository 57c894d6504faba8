import type { BriefLink } from '../model/facts.js'
import { isFollowed } from '../model/link.js'
import { listJudgedLink } from '../model/listed-link.js'
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
  private readonly texts = Object.fromEntries(textNames.map((name) => [name, new TextCollector()])) as Record<TextName, TextCollector>

  add(brief: BriefLink): void {
    if (this.count === this.room) this.grow()
    const listed = listJudgedLink(brief)
    const { link } = brief
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
    columns.idHigh[row] = Number.parseInt(listed.id.slice(0, 8), 16)
    columns.idLow[row] = Number.parseInt(listed.id.slice(8), 16)
    columns.tier[row] = listed.tier
    columns.quality[row] = listed.quality
    columns.confidence[row] = Math.round(listed.typeConfidence * 1000)
    columns.followed[row] = isFollowed(listed.rel, link.robots) ? 1 : 0
    columns.hasPage[row] = listed.referringPage === null ? 0 : 1
    columns.firstMs[row] = Date.parse(listed.firstSeen)
    columns.lastMs[row] = Date.parse(listed.lastSeen)
    word('domain', listed.referringDomain)
    word('target', listed.target)
    word('anchor', listed.anchorText)
    word('title', link.title)
    word('anchorKey', brief.anchor.normalised)
    word('runnerUp', listed.runnerUp)
    word('type', listed.type)
    word('area', listed.area)
    word('state', listed.state)
    word('anchorKind', listed.anchorKind)
    word('lostReason', listed.lostReason)
    list('rel', listed.rel)
    list('seenBy', listed.seenBy)
    list('findings', listed.findings)
    list('corrected', listed.corrected)
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
    const answers = shortAnswers(brief)
    for (const name of ['shortType', 'shortAnchor', 'shortTier'] as const) {
      const { key, value: make } = answers[name]
      const { numbers } = this.values[name]
      columns[name][row] = numbers.get(key) ?? numberOf(this.values[name], key, make())
    }
    columns.hasContext[row] = link.context === null ? 0 : 1
    this.texts.page.add(listed.referringPage ?? '')
    this.texts.before.add(link.context?.before ?? '')
    this.texts.after.add(link.context?.after ?? '')
    this.count += 1
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
    const listed = listJudgedLink(brief)
    columns.quality[row] = listed.quality
    const text = textOfList(listed.findings)
    columns.findings[row] = numberOf(findings, text, text)
  }
}
