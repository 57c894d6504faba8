import { msOfInstant, type Instant } from '../model/instant.js'
import { dateOrderIn, readDate, type DateOrder } from './read-date.js'
import { decimalMarkIn, type DecimalMark } from './read-number.js'

/** How one file writes dates and numbers: settled once from its cells, since one cell alone often fits two readings. */
export interface FileManner {
  dateOrder: DateOrder
  decimalMark: DecimalMark
  /** True if every date fits both orders, so that the order is an assumption to be told. */
  dateOrderAssumed: boolean
}

export interface MannerHints {
  /** What the tool is known to write. */
  dateOrder: DateOrder | undefined
  delimiter: string
  importedAt: Instant
}

/** Clocks differ; a date up to two days ahead is not from the future. */
const aheadMsMax = 2 * 86_400_000

export interface MannerCollector {
  see(cells: readonly string[]): void
  /** True while dates were seen that fit both orders and none that tells. */
  undecided(): boolean
  settle(): FileManner
}

export function mannerCollector(dateColumns: readonly number[], numberColumns: readonly number[], hints: MannerHints): MannerCollector {
  let dayFirst = 0
  let monthFirst = 0
  let either = 0
  let dayFirstAhead = 0
  let monthFirstAhead = 0
  let points = 0
  let commas = 0
  const nowMs = msOfInstant(hints.importedAt) + aheadMsMax

  const isAhead = (text: string, order: DateOrder): boolean => {
    const instant = readDate(text, order)
    return instant !== undefined && msOfInstant(instant) > nowMs
  }

  return {
    see(cells) {
      for (const column of dateColumns) {
        const text = cells[column]
        if (text === undefined || text === '') continue
        const order = dateOrderIn(text)
        if (order === 'day-first') dayFirst += 1
        else if (order === 'month-first') monthFirst += 1
        else if (order === 'either') {
          either += 1
          // No tool has seen a link in the future, so an order that says so is the wrong one.
          if (isAhead(text, 'day-first')) dayFirstAhead += 1
          if (isAhead(text, 'month-first')) monthFirstAhead += 1
        }
      }
      for (const column of numberColumns) {
        const text = cells[column]
        if (text === undefined || text.length < 3) continue
        const mark = decimalMarkIn(text.trim())
        if (mark === '.') points += 1
        else if (mark === ',') commas += 1
      }
    },
    undecided: () => either > 0 && dayFirst + monthFirst === 0 && hints.dateOrder === undefined,
    settle() {
      // Comma decimals and semicolons between fields are the mark of countries that write the day first.
      const decimalMark: DecimalMark = commas > points || (commas === points && hints.delimiter === ';') ? ',' : '.'
      const told: DateOrder | undefined =
        dayFirst !== monthFirst
          ? dayFirst > monthFirst ? 'day-first' : 'month-first'
          : dayFirstAhead !== monthFirstAhead
            ? dayFirstAhead < monthFirstAhead ? 'day-first' : 'month-first'
            : hints.dateOrder ?? (decimalMark === ',' ? 'day-first' : undefined)
      return { decimalMark, dateOrder: told ?? 'day-first', dateOrderAssumed: told === undefined && either > 0 }
    },
  }
}
