/**
 * How often something may be done, by key: `atOnce` in one go, and `eachSecond` more with time. `take` gives 0 if it may
 * be done now, else the seconds until it may. Time comes in, so that it can be tested; it must not run backwards.
 *
 * At most `keysMax` keys are remembered. When there are more, those that are full again go first, then the oldest: a key
 * that is forgotten begins anew.
 */
export function allowance({ atOnce, eachSecond, keysMax = 10_000 }: { atOnce: number; eachSecond: number; keysMax?: number }): { take(key: string, nowMs: number): number } {
  const known = new Map<string, { left: number; atMs: number }>()
  const leftOf = ({ left, atMs }: { left: number; atMs: number }, nowMs: number) => Math.min(atOnce, left + (Math.max(0, nowMs - atMs) / 1000) * eachSecond)
  return {
    take(key, nowMs) {
      const before = known.get(key)
      const left = before ? leftOf(before, nowMs) : atOnce
      // Set anew, so that the map stays in the order of last use.
      known.delete(key)
      if (known.size >= keysMax) makeRoom(nowMs)
      known.set(key, { left: left < 1 ? left : left - 1, atMs: nowMs })
      return left < 1 ? Math.ceil((1 - left) / eachSecond) : 0
    },
  }

  function makeRoom(nowMs: number): void {
    for (const [key, one] of known) if (leftOf(one, nowMs) >= atOnce) known.delete(key)
    for (const key of known.keys()) {
      if (known.size < keysMax) return
      known.delete(key)
    }
  }
}
