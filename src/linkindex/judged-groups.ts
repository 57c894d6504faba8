import { inRuns, type Pause } from '../lib/slices.js'
import { listNames, type JudgedTable } from './judged-table.js'

/**
 * Rows that are alike in every column of few values. A million links make some thousands of groups, so a filter on such
 * columns, and all that facets count, is worked out of the groups instead of the rows.
 */
export interface RowGroups {
  /** Group of each row. */
  of: Uint32Array
  /** What each of these columns says of the rows of a group. */
  values: Readonly<Record<GroupedColumn, Uint8Array | Uint32Array>>
  /** How many rows each group has. */
  sizes: Uint32Array
}

const groupedColumns = ['type', 'tier', 'area', 'state', 'anchorKind', 'followed', ...listNames] as const
export type GroupedColumn = (typeof groupedColumns)[number]

/** Pairs of a group and a value up to which a list of all possible ones is used to number those there are. */
const listedPairsMaxByDefault = 1 << 22

export async function groupRows({ columns, words, lists, rowCount }: Pick<JudgedTable, 'columns' | 'words' | 'lists' | 'rowCount'>, pause: Pause, listedPairsMax = listedPairsMaxByDefault): Promise<RowGroups> {
  const of = new Uint32Array(rowCount)
  const kindsOf = (name: GroupedColumn) => (name === 'tier' ? 7 : name === 'followed' ? 2 : name in lists ? lists[name as keyof typeof lists].length : words[name as 'type'].length)
  let count = Math.min(1, rowCount)
  for (const name of groupedColumns) {
    const kinds = kindsOf(name)
    const values = columns[name]
    if (kinds > 1) count = await (count * kinds <= listedPairsMax ? renumberByList : renumberByMap)(of, values, kinds, count, pause)
  }
  const samples = new Uint32Array(count)
  const sizes = new Uint32Array(count)
  await inRuns(rowCount, pause, (from, until) => {
    for (let row = from; row < until; row += 1) {
      const group = of[row]!
      samples[group] = row
      sizes[group]! += 1
    }
  })
  const values = Object.fromEntries(groupedColumns.map((name) => {
    const from = columns[name]
    const into = from instanceof Uint8Array ? new Uint8Array(count) : new Uint32Array(count)
    for (let group = 0; group < count; group += 1) into[group] = from[samples[group]!]!
    return [name, into]
  })) as unknown as RowGroups['values']
  return { of, values, sizes }
}

type Renumber = (of: Uint32Array, values: Uint8Array | Uint32Array, kinds: number, count: number, pause: Pause) => Promise<number>

/** Parts each group by the values of one more column; gives how many there are now. */
const renumberByList: Renumber = async (of, values, kinds, count, pause) => {
  const known = new Uint32Array(count * kinds)
  let last = 0
  await inRuns(of.length, pause, (from, until) => {
    for (let row = from; row < until; row += 1) {
      const pair = of[row]! * kinds + values[row]!
      let number = known[pair]!
      if (number === 0) known[pair] = number = last += 1
      of[row] = number - 1
    }
  })
  return last
}

const renumberByMap: Renumber = async (of, values, kinds, _, pause) => {
  const known = new Map<number, number>()
  await inRuns(of.length, pause, (from, until) => {
    for (let row = from; row < until; row += 1) {
      const pair = of[row]! * kinds + values[row]!
      let number = known.get(pair)
      if (number === undefined) known.set(pair, (number = known.size))
      of[row] = number
    }
  })
  return known.size
}
