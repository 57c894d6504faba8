import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'

/**
 * How many domains linked for the first time in a period. Domains are listed by their first sighting, so the place where
 * a day begins is found by halving: a few small questions, however many domains there are.
 */
export async function newDomains(scope: TargetScope, key: string, { from, until }: { from: string; until: string }, { index }: Pick<Context, 'index'>): Promise<number> {
  const at = (offset: number) => index.judgedDomains(scope, key, { tier: [], sort: 'firstSeen', order: 'asc', limit: 1, offset })
  const { total } = await at(0)
  const firstFrom = async (day: string) => {
    let [low, high] = [0, total]
    while (low < high) {
      const middle = (low + high) >> 1
      const { rows } = await at(middle)
      if ((rows[0]?.firstSeen ?? '9') < day) low = middle + 1
      else high = middle
    }
    return low
  }
  // A sighting on the last day is part of the period whatever its hour.
  return Math.max(0, (await firstFrom(`${until}T99`)) - (await firstFrom(from)))
}
