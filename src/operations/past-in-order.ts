import { pastPageOf } from '../audits/risk/past-pages.js'
import { reversedName } from '../model/domain.js'
import type { SiteFacts } from '../model/facts.js'
import type { Lists } from '../model/lists.js'
import type { PageRecord } from '../model/page.js'
import type { PastPage } from '../model/past-page.js'

/** What pages of referring domains said over time, of one domain after another. */
export interface PastInOrder {
  /** With or without a link, oldest first; undefined where no captures lie far apart. Domains are asked for in the order of the index. */
  of(domain: string): Promise<readonly PastPage[] | undefined>
  close(): Promise<void>
}

/**
 * Reads on as domains are asked for, since texts of their pages are held until they are compared (RISK-04, RISK-17): of one
 * domain there are 32 pages at most, of all that link to a large site more than memory takes. Pages and questions come by
 * the reversed name of the domain, as the index gives pages and links.
 */
export function pastInOrder(pages: AsyncIterable<PageRecord>, facts: { site: SiteFacts; lists: Lists }): PastInOrder {
  const reader = pages[Symbol.asyncIterator]()
  let next: PageRecord | null | undefined
  const step = async (): Promise<PageRecord | null> => {
    const read = await reader.next()
    return read.done === true ? null : read.value
  }
  return {
    async of(domain) {
      if (next === undefined) next = await step()
      const name = reversedName(domain)
      while (next !== null && reversedName(next.domain) < name) next = await step()
      if (next?.domain !== domain) return undefined
      const past: PastPage[] = []
      for (; next?.domain === domain; next = await step()) past.push(pastPageOf(next, facts))
      return past
    },
    async close() {
      await reader.return?.()
    },
  }
}
