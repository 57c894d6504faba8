/**
 * A memory of answers by text that never holds more than twice `max`: when the newer half is full, the older one is
 * dropped and what is asked for again moves over. So what comes often stays, without a list of who was asked when.
 */
export interface Recent<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

export function recent<Value>(max: number): Recent<Value> {
  let newer = new Map<string, Value>()
  let older = new Map<string, Value>()
  const set = (key: string, value: Value): void => {
    if (newer.size >= max) {
      older = newer
      newer = new Map()
    }
    newer.set(key, value)
  }
  return {
    set,
    get(key) {
      const value = newer.get(key)
      if (value !== undefined) return value
      const before = older.get(key)
      if (before !== undefined) set(key, before)
      return before
    },
  }
}
