import { recent, type Recent } from '../../lib/recent.js'
import type { Lists } from '../../model/lists.js'
import { sharedSubject } from './page-relevance.js'
import type { QualityFacts } from './quality-parts.js'

/** Blocks of the main content of which the place alone does not tell whether they stand early. */
const plainBlocks: ReadonlySet<string> = new Set(['list', 'resource', 'figure', 'directory'])
/** Grades of anchors that sell a treatment or a provider. */
const commercialFrom = 2

/**
 * QP-02: how likely a reader is to follow this link, beside others that stand in the same kind of block (GR-05). Where on the
 * page it stands is told by the block, so the features of place in the model are not counted a second time; but for the first
 * third of lists and records, which have no block of their own. `seen` gets the features in words.
 */
export function prominenceOf(facts: QualityFacts, block: string, seen: string[] | null): number {
  const { link, anchor, lists } = facts
  const table = lists.table('quality-surfer')
  let pull = 0
  const add = (feature: string, words: string) => {
    const weight = table[feature] ?? 0
    pull += weight
    if (weight !== 0) seen?.push(words)
  }
  const words = anchor.normalised === '' ? 0 : anchor.normalised.split(' ').length
  seen?.push(`anchor of ${words} word${words === 1 ? '' : 's'}`)
  if (words >= 2 && words <= 6) pull += table['phrase'] ?? 0
  if (anchor.kind === 'AK-GENERIC') add('generic', 'that says nothing')
  if (words > 12) pull += table['long'] ?? 0
  if (anchor.kind === 'AK-EMPTY' && link.image !== null) add('image-without-alt', 'image without alt text')
  if (plainBlocks.has(block) && link.cues.includes('first-third')) add('first-third', 'in the first third of the page')
  if (link.cues.includes('small-print')) add('small-print', 'in smaller type than the text')
  const { missing, value, unrelated } = sharedSubject(facts)
  // The words of the link are part of what surrounds it, so they alone can seem to share the subject.
  if (missing === null && value >= 0.5 && !unrelated) add('same-subject', 'on the subject of the target')
  if (unrelated && anchor.grade >= commercialFrom) add('commercial-unrelated', 'a commercial phrase on a page about something else')
  if (link.target !== null && isLegal(link.target, lists)) add('legal-target', 'leads to a legal page, which few follow')
  return Math.min(table['most'] ?? 1, Math.max(table['least'] ?? 1, Math.exp((table['step'] ?? 0) * pull)))
}

interface LegalPages {
  names: ReadonlySet<string>
  known: Recent<boolean>
}

const legalByLists = new WeakMap<Lists, LegalPages>()
const knownMax = 10_000

/** True for the address of a page of terms, of privacy or of who keeps the site: by a whole part of its path. */
function isLegal(target: string, lists: Lists): boolean {
  let pages = legalByLists.get(lists)
  if (pages === undefined) legalByLists.set(lists, (pages = { names: new Set(lists.words('quality/legal-pages')), known: recent(knownMax) }))
  let legal = pages.known.get(target)
  if (legal === undefined) pages.known.set(target, (legal = partsOf(target).some((part) => pages.names.has(part))))
  return legal
}

/** Parts of a path, without the ending of a file: `terms-of-use`. */
function partsOf(url: string): string[] {
  const path = url.indexOf('/', url.indexOf('//') + 2)
  if (path === -1) return []
  const end = url.slice(path).search(/[?#]/u)
  return url.slice(path, end === -1 ? undefined : path + end).toLowerCase().split('/').map((part) => part.replace(/\.[a-z]{2,5}$/u, '').replaceAll('_', '-')).filter((part) => part !== '')
}
