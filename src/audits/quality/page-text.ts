import type { PageRecord } from '../../model/page.js'
import { extraOf } from '../risk/page-extra.js'

/** What was kept of the main text of a page: its beginning and end, without what both hold. */
export function mainTextOf(page: PageRecord): string {
  const { mainStart, mainEnd } = extraOf(page)
  return mainEnd === '' || mainStart.endsWith(mainEnd) ? mainStart : `${mainStart} ${mainEnd}`
}
