import type { ClientFile } from '../../../src/doors/client.js'

/** What a person has told on the decision page. Empty means "not told", never "no". */
export interface Told {
  manualAction: string
  arranged: string[]
  arrangedNote: string
  drop: 'yes' | 'no' | 'not told'
  removal: 'asked' | 'impossible' | 'not told'
  /** Lines the person wants listed, one a line. */
  list: string
  whole: string[] | 'all'
  earlier: File | null
}

export const nothingTold: Told = { manualAction: '', arranged: [], arrangedNote: '', drop: 'not told', removal: 'not told', list: '', whole: [], earlier: null }

/** The input of `disavow.decide` and `disavow.build` for what was told. */
export function decisionInput(site: string, told: Told, reviewer = '') {
  const earlier: ClientFile | undefined = told.earlier === null ? undefined : { name: told.earlier.name, bytes: told.earlier }
  return {
    target: site,
    ...(told.manualAction.trim() === '' ? {} : { manualAction: told.manualAction }),
    arranged: told.arranged,
    ...(told.arrangedNote.trim() === '' ? {} : { arrangedNote: told.arrangedNote }),
    ...(told.drop === 'not told' ? {} : { drop: told.drop === 'yes' }),
    ...(told.removal === 'not told' ? {} : { removal: told.removal }),
    list: told.list.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
    whole: told.whole === 'all' ? ['all'] : told.whole,
    ...(reviewer.trim() === '' ? {} : { reviewer: reviewer.trim() }),
    ...(earlier === undefined ? {} : { earlier }),
  }
}

/** One line of the file as it is shown against the file in force. */
export interface DiffLine {
  line: string
  kind: 'added' | 'removed' | 'locked' | 'waits'
  reason: string | null
}

interface FileAnswer {
  proposed: readonly string[]
  refused: ReadonlyArray<{ line: string; from: string; rule: string; reason: string }>
  diff: { added: readonly string[]; removed: readonly string[]; kept: number } | null
}

/** Added lines, lines taken out, and those that stay locked with the reason; each line once. */
export function diffLines({ proposed, refused, diff }: FileAnswer): DiffLine[] {
  const reasons = new Map(refused.map((row) => [row.line, row]))
  const removed = new Set(diff?.removed ?? [])
  return [
    ...(diff === null ? proposed : [...new Set([...diff.added, ...proposed])]).map((line) => ({ line, kind: 'added' as const, reason: null })),
    ...[...removed].map((line) => ({ line, kind: 'removed' as const, reason: reasons.get(line)?.reason ?? null })),
    ...refused.filter((row) => !removed.has(row.line)).map((row) => ({ line: row.line, kind: row.rule === 'unconfirmed-domain' ? ('waits' as const) : ('locked' as const), reason: row.reason })),
  ]
}
