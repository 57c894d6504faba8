import type { Lists } from '../../model/lists.js'

const known = new WeakMap<Lists, Map<string, Readonly<Record<string, string>>>>()

/** States and provinces of a country by their postal letters, where addresses give letters and pages names; none where addresses do not name them. */
export function regionsOf(country: string | null, lists: Lists): Readonly<Record<string, string>> {
  return pairsOf(`place/regions/${country ?? 'us'}`, lists)
}

/** A list of pairs such as `ON=Ontario`, as a record; read once. */
export function pairsOf(id: string, lists: Lists): Readonly<Record<string, string>> {
  let records = known.get(lists)
  if (records === undefined) known.set(lists, (records = new Map()))
  let record = records.get(id)
  if (record === undefined) records.set(id, (record = Object.fromEntries(lists.words(id).map((pair) => pair.split('=') as [string, string]))))
  return record
}
