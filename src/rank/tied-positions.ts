import type { Ranks } from './ranks-file.js'

/**
 * Positions that mean something, for positions as the file has them: vertices of one score stand there in the order of
 * their ids, and the name of a site must not decide what it is worth, so all of a tie get its last position. Exact for
 * the least score of all, where ties are large, and among the best that the file keeps in order (a million); behind
 * those a tie would have to be huge to matter on a logarithm, and the positions stay as they are, as do those that
 * somebody else published. 0, no rank, stays 0.
 */
export async function tiedPositionsOf(ranks: Ranks, column: string, positions: Uint32Array): Promise<Uint32Array> {
  const about = ranks.column(column)
  if (about === undefined) return positions
  const { rankedCount, bestCount, quantiles } = about
  if (rankedCount !== ranks.header.graph.vertexCount) return positions
  const leastFirst = rankedCount - quantiles.leastCount + 1
  const scoreAt = async (position: number): Promise<number> => ranks.scoreOf(column, (await ranks.best(column, 1, position - 1))[0]!)
  const last = async (position: number): Promise<number> => {
    if (position >= leastFirst) return rankedCount
    if (position >= bestCount) return position
    const score = await scoreAt(position)
    // Most stand alone, so the next one is asked first, then ones ever farther away.
    let tied = position
    let beyond = position + 1
    while (beyond <= bestCount && (await scoreAt(beyond)) === score) {
      tied = beyond
      beyond = position + 2 * (beyond - position)
    }
    beyond = Math.min(beyond, bestCount + 1)
    while (beyond - tied > 1) {
      const middle = tied + Math.floor((beyond - tied) / 2)
      if ((await scoreAt(middle)) === score) tied = middle
      else beyond = middle
    }
    return tied
  }
  const known = new Map<number, number>([[0, 0]])
  for (const position of positions) if (!known.has(position)) known.set(position, await last(position))
  return positions.map((position) => known.get(position)!)
}
