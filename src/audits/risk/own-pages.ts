import { countWords } from '../../lib/number-words.js'
import type { Answer, Reference } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import type { RiskProfileFacts } from './facts.js'

export const qualifyOutbound: Reference = { title: 'Google Search: qualify outbound links', url: 'https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links' }

/** Rows a finding about the site's own pages shows at most. */
export const ownRowsMax = 20

/** A finding about own pages: the first of the rows, and how many there are. */
export function flagOwn<Row>(strength: number, rows: readonly Row[]): Answer<Row> {
  return { verdict: 'flag', strength, evidence: rows.slice(0, ownRowsMax), ...(rows.length > ownRowsMax ? { cut: `${countWords(ownRowsMax)} of ${countWords(rows.length)} are listed.` } : {}) }
}

/** Own pages whose text was read; undefined where there is none, so that nothing can be told. */
export function readOwnPages({ ownPages }: RiskProfileFacts): readonly PageRecord[] | undefined {
  const read = (ownPages ?? []).filter((page) => page.features !== null)
  return read.length === 0 ? undefined : read
}

export const ownPagesMissing = 'pages of the site itself: read some of them into the index'
