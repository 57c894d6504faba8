/**
 * Numbers as people read them, the same in evidence, memos and reports: thousands parted by a narrow
 * space that does not break, which no reader takes for a decimal mark, and shares in percent. Fields keep the bare value.
 */

/** 12345 as `12 345`. */
export function countWords(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, '\u202f')
}

/** `1 link`, `2 links`, `12 345 links`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${countWords(count)} ${count === 1 ? one : many}`
}

/** 0.618 as `62 %`, or with one decimal as `61.8 %`. */
export function shareWords(share: number, decimals: 0 | 1 = 0): string {
  return `${(100 * share).toFixed(decimals)}\u202f%`
}
