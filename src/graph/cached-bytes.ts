import type { RandomBytes } from '../model/graph.js'

const pageBytes = 64 * 1024
/** 32 MiB: names and numbering of what was asked for lately. */
const pagesMax = 512

/** Reads small parts of a file through pages that are kept while they are in use. */
export interface CachedBytes {
  read(offset: number, length: number): Promise<Uint8Array>
}

export function cachedBytes(bytes: RandomBytes): CachedBytes {
  const pages = new Map<number, Promise<Uint8Array>>()

  const page = (number: number): Promise<Uint8Array> => {
    const known = pages.get(number)
    if (known) {
      // The least lately used page is the first in the map.
      pages.delete(number)
      pages.set(number, known)
      return known
    }
    const loading = loadPage(bytes, number)
    pages.set(number, loading)
    loading.catch(() => pages.delete(number))
    if (pages.size > pagesMax) pages.delete(pages.keys().next().value!)
    return loading
  }

  return {
    async read(offset, length) {
      const result = new Uint8Array(length)
      for (let at = 0; at < length;) {
        const number = Math.floor((offset + at) / pageBytes)
        const part = (await page(number)).subarray(offset + at - number * pageBytes).subarray(0, length - at)
        if (part.length === 0) throw new RangeError(`nothing to read at ${offset + at}`)
        result.set(part, at)
        at += part.length
      }
      return result
    },
  }
}

async function loadPage(bytes: RandomBytes, number: number): Promise<Uint8Array> {
  const offset = number * pageBytes
  const page = new Uint8Array(Math.max(0, Math.min(pageBytes, bytes.size - offset)))
  await bytes.read(offset, page)
  return page
}
