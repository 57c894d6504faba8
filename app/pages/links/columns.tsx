import { Flag, PencilLine } from 'lucide-react'
import { isRelUntold } from '../../../src/model/source-detail.js'
import type { Column } from '../../parts/data-table.js'
import { StateBadge, TierBadge, TypeBadge } from '../../parts/badges.js'
import type { Output } from '../../parts/api.js'
import { useDensity } from '../../parts/density.js'
import { Inert } from '../../parts/inert.js'
import { MiddleCutAddress } from '../../parts/middle-cut-address.js'
import { dateWords } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import { sorts, type SortBy } from './links-address.js'

export type LinkRow = Output<'links.list'>['rows'][number]

const sortBy = (by: SortBy) => ({ by, direction: sorts[by] })

/** Columns in the order of the link card; the last to go on a narrow screen are page, type and tier. */
export const columns: ReadonlyArray<Column<LinkRow>> = [
  { id: 'page', title: say('links.column.page'), width: 232, grow: 4, priority: 1, sort: sortBy('referringDomain'), cell: (row) => <PageCell row={row} /> },
  { id: 'tier', title: say('links.column.tier'), width: 186, grow: 0, priority: 2, sort: sortBy('tier'), cell: (row) => <TierBadge tier={row.tier} short /> },
  { id: 'type', title: say('links.column.type'), width: 128, grow: 1.2, priority: 2, sort: sortBy('typeConfidence'), cell: (row) => <TypeBadge type={row.type} short /> },
  { id: 'anchor', title: say('links.column.anchor'), width: 122, grow: 1.6, priority: 3, cell: (row) => <AnchorCell row={row} /> },
  { id: 'target', title: say('links.column.target'), width: 110, grow: 1, priority: 7, cell: (row) => <TargetCell target={row.target} /> },
  { id: 'area', title: say('links.column.area'), width: 88, grow: 0, priority: 6, cell: (row) => (row.area === null ? <span className="soft">–</span> : sayIfKnown(`area.${row.area}`, row.area)) },
  { id: 'rel', title: say('links.column.rel'), width: 76, grow: 0, priority: 5, cell: (row) => relWords(row) },
  { id: 'state', title: say('links.column.state'), width: 100, grow: 0, priority: 3, cell: (row) => <StateBadge state={row.state} /> },
  { id: 'first', title: say('links.column.first'), width: 92, grow: 0, priority: 4, sort: sortBy('firstSeen'), cell: (row) => dateWords(row.firstSeen) },
  { id: 'quality', title: say('links.column.quality'), width: 70, grow: 0, priority: 2, align: 'end', sort: sortBy('quality'), cell: (row) => row.quality },
]

const hostOf = (url: string) => /^https?:\/\/(?:www\.)?([^/?#]*)/iu.exec(url)?.[1] ?? url

export const qualifiers = new Set(['nofollow', 'sponsored', 'ugc'])

/** What of rel counts, in words. A link counts as followed until a source says otherwise; here it is said that none did. */
export function relWords(link: Pick<LinkRow, 'rel' | 'seenBy'>): string {
  const told = link.rel.filter((token) => qualifiers.has(token))
  return told.length > 0 ? told.join(' ') : say(isRelUntold(link) ? 'rel.untold' : 'rel.followed')
}

/** Host over path, so that who links is never what is cut; on one line where rows are compact. */
function PageCell({ row }: { row: LinkRow }) {
  const [density] = useDensity()
  return (
    <span className="link-page">
      {row.referringPage === null ? <span className="clip"><b><Inert text={row.referringDomain} /></b> <span className="soft">{say('links.unknown-page')}</span></span> : density === 'compact' ? <MiddleCutAddress url={row.referringPage} /> : <span className="link-lines"><b dir="ltr" title={row.referringPage}><Inert text={hostOf(row.referringPage)} /></b><MiddleCutAddress url={row.referringPage} withoutHost className="soft" /></span>}
      {row.findings.length > 0 && <span className="link-mark" title={`${say('links.flagged-mark', { count: row.findings.length })}: ${row.findings.join(', ')}`}><Flag size={12} aria-hidden /><span className="visually-hidden">{say('links.flagged-mark', { count: row.findings.length })}</span></span>}
      {row.corrected.length > 0 && <span className="link-mark" title={say('links.corrected-mark')}><PencilLine size={12} aria-hidden /><span className="visually-hidden">{say('links.corrected-mark')}</span></span>}
    </span>
  )
}

function AnchorCell({ row }: { row: LinkRow }) {
  if (row.anchorText === null || row.anchorText === '') return <span className="soft">{row.anchorKind === 'AK-IMG' || row.anchorKind === 'AK-EMPTY' ? sayIfKnown(`anchor.${row.anchorKind}`, '') : say('links.no-words')}</span>
  return <span title={row.anchorText}><Inert text={row.anchorText} /></span>
}

function TargetCell({ target }: { target: string | null }) {
  if (target === null) return <span className="soft">–</span>
  const path = target.replace(/^https?:\/\/[^/]+/u, '') || '/'
  return <span dir="ltr" title={target} className="clip" style={{ display: 'block' }}>{path}</span>
}

/** The same facts in the same order, for narrow screens. */
export function LinkCardRow(row: LinkRow) {
  return (
    <>
      <span className="link-card-head"><b className="clip"><Inert text={row.referringDomain} /></b><span className="number">{say('links.column.quality')} {row.quality}</span></span>
      {row.referringPage !== null && <MiddleCutAddress url={row.referringPage} className="soft" />}
      <span className="link-card-line"><TierBadge tier={row.tier} short /><span className="soft"><StateBadge state={row.state} /></span></span>
      <span className="link-card-line"><TypeBadge type={row.type} short /><span className="soft">{relWords(row)}</span></span>
      <span className="link-card-line"><span className="clip"><AnchorCell row={row} /></span><span className="soft">{dateWords(row.firstSeen)}</span></span>
    </>
  )
}
