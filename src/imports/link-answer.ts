import { domainOfHost } from '../model/domain.js'
import type { ImportContext, ImportRow, RowAnswer } from '../model/import.js'
import type { Instant } from '../model/instant.js'
import { limits } from '../model/limits.js'
import type { Area, Element, LostReason } from '../model/link.js'
import type { Sighting } from '../model/sighting.js'
import { domainOf, parseHost, parseLooseUrl, type Url } from '../model/url.js'

/** What a row told about one link. What is left out was not told. */
export interface GivenLink {
  referringPage: string | null
  /** Left out when the export is about one target that its rows don't name. */
  target?: string | null
  /** null where the export has no anchor column. */
  anchorText?: string | null
  rel?: readonly string[]
  area?: Area | null
  before?: string | null
  after?: string | null
  image?: string | null
  element?: Element
  title?: string | null
  language?: string | null
  status?: number | null
  firstSeenAt?: Instant | null
  lastSeenAt?: Instant | null
  lostAt?: Instant | null
  lostReason?: LostReason | null
  vendor?: Record<string, string | number | boolean> | null
}

/** A row that names a linking page. */
export function linkAnswer(row: ImportRow, context: ImportContext, given: GivenLink): RowAnswer {
  if (given.referringPage === null || given.referringPage === '') return refused('no-referring-page', 'the address of the linking page is missing')
  const referringPage = parseLooseUrl(given.referringPage)
  if (referringPage === undefined) return refused('bad-url', `"${shown(given.referringPage)}" is no web address`)
  const target = targetOf(given, context)
  return 'cause' in target ? target : { sightings: [sightingOf(row, context, given, { referringPage, referringDomain: domainOf(referringPage), ...target })] }
}

/** The target of a row whose file may lack the column, or leave the cell empty: then the links are to what the export is about. */
export function targetIn(row: ImportRow): Pick<GivenLink, 'target'> {
  const target = row.address('target')
  return target === null || target === '' ? {} : { target }
}

/** A row that names only a linking domain. */
export function domainAnswer(row: ImportRow, context: ImportContext, given: GivenLink): RowAnswer {
  if (given.referringPage === null || given.referringPage === '') return refused('no-referring-domain', 'the linking domain is missing')
  const host = parseHost(given.referringPage)
  if (host === undefined) return refused('bad-domain', `"${shown(given.referringPage)}" is no domain`)
  const target = targetOf(given, context)
  return 'cause' in target ? target : { sightings: [sightingOf(row, context, given, { referringPage: null, referringDomain: domainOfHost(host), ...target })] }
}

export function refused(cause: string, message: string): { refused: string; cause: string } {
  return { refused: message, cause }
}

function targetOf(given: GivenLink, context: ImportContext): { target: Url | null; targetDomain: string } | { refused: string; cause: string } {
  if (given.target === undefined) {
    if (context.target === null) return refused('no-target', 'nothing says which site the link points to; name the site (on the command line with --target)')
    return { target: context.target.url, targetDomain: context.target.domain }
  }
  if (given.target === null || given.target === '') return refused('no-target', 'the address the link points to is missing')
  const target = parseLooseUrl(given.target)
  return target === undefined ? refused('bad-target', `the target "${shown(given.target)}" is no web address`) : { target, targetDomain: domainOf(target) }
}

function sightingOf(
  row: ImportRow,
  context: ImportContext,
  given: GivenLink,
  ends: Pick<Sighting, 'referringPage' | 'referringDomain' | 'target' | 'targetDomain'>,
): Sighting {
  const figures = row.figures()
  const firstSeenAt = given.firstSeenAt ?? null
  const seenAt = seenAtOf(given, context)
  return {
    referringPage: ends.referringPage,
    referringDomain: ends.referringDomain,
    target: ends.target,
    targetDomain: ends.targetDomain,
    anchorText: given.anchorText == null ? null : clip(given.anchorText, limits.anchorCharsMax),
    rel: given.rel === undefined ? [] : given.rel.slice(),
    area: given.area ?? null,
    context: given.before == null && given.after == null ? null : { before: clipStart(given.before ?? '', limits.contextCharsMax), after: clip(given.after ?? '', limits.contextCharsMax) },
    image: given.image ? (parseLooseUrl(given.image) ?? null) : null,
    element: given.element ?? 'a',
    position: null,
    title: given.title ? clip(given.title, limits.titleCharsMax) : null,
    language: given.language ? given.language.slice(0, 64).toLowerCase() : null,
    status: given.status != null && Number.isInteger(given.status) && given.status >= 100 && given.status < 600 ? given.status : null,
    robots: [],
    seenBy: context.id,
    seenAt,
    firstSeenAt: firstSeenAt !== null && firstSeenAt > seenAt ? null : firstSeenAt,
    lostAt: given.lostAt ?? null,
    lostReason: given.lostReason ?? null,
    cues: [],
    fallbackText: null,
    vendor: given.vendor ? { ...figures, ...given.vendor } : figures,
    raw: row.raw(),
  }
}

/**
 * When the tool saw the link: its last-seen date. Without one a lost link was last there when it was lost, and any other
 * on the day of the export, which the file name mostly tells.
 */
function seenAtOf(given: GivenLink, context: ImportContext): Instant {
  if (given.lastSeenAt != null) return given.lastSeenAt
  if (given.lostAt != null) return given.lostAt
  const listedAt = context.exportedAt ?? context.importedAt
  return given.firstSeenAt != null && given.firstSeenAt > listedAt ? given.firstSeenAt : listedAt
}

/** Nofollow, UGC and Sponsored columns as rel tokens. */
export function relOfFlags(row: ImportRow): string[] {
  const rel: string[] = []
  if (row.flag('nofollow')) rel.push('nofollow')
  if (row.flag('ugc')) rel.push('ugc')
  if (row.flag('sponsored')) rel.push('sponsored')
  return rel
}

/**
 * Why a tool says a link was lost, in our words. Tools have their own lists and change them, so the word is looked for
 * inside theirs; null for reasons that are about the tool's crawler and not about the link.
 */
export function lostReasonOf(text: string | null): LostReason | null {
  const word = (text ?? '').toLowerCase().replace(/[^a-z0-9]/gu, '')
  if (word === '') return null
  if (/noindex|canonical/u.test(word)) return 'noindexed'
  if (/target|linkchanged|hrefchanged/u.test(word)) return 'target-changed'
  if (/redirect|^30[1278]/u.test(word)) return 'redirected'
  if (/notfound|pageerror|pagegone|pageremoved|pagedeleted|pagelost|^4\d\d|^5\d\d|httperror|crawlerror|sourcedown|dead/u.test(word)) return 'page-gone'
  return /removed|deleted|nolink|linklost|linknotfound|missing/u.test(word) ? 'link-removed' : null
}

/**
 * When a link was lost. A tool that calls a link lost without a date means: some time after it last saw it, and that
 * last time is the only day we have.
 */
export function lostAtOf(row: ImportRow, isLost: boolean): Instant | null {
  return row.at('lostAt') ?? (isLost ? row.at('lastSeenAt') : null)
}

function clip(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : [...text.slice(0, charsMax * 2)].slice(0, charsMax).join('')
}

function clipStart(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : [...text.slice(-charsMax * 2)].slice(-charsMax).join('')
}

function shown(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
