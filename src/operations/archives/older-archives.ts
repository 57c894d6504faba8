import { archiveReading } from '../../model/page.js'
import type { LinkIndex } from '../../model/outside.js'
import { countOf } from '../../report/words.js'

/** An archive that an older version read, which kept less of its pages than this one does. */
export interface OlderArchive {
  file: string
  addedOn: string
  /** What it has to be added with again, since the same file read in another way is another batch. */
  target: string | null
  url: string | null
}

/** Archives worth reading again: all, or those that have to do with a site. */
export async function olderArchives({ readBefore }: Pick<LinkIndex, 'readBefore'>, domain?: string): Promise<OlderArchive[]> {
  const older = await readBefore(archiveReading)
  return older.filter(({ target }) => domain === undefined || target === null || target === domain).map(({ source, addedAt, target, onlyPage }) => {
    const file = source.replace(/^archive:/u, '')
    return { file, addedOn: addedAt.slice(0, 10), target, url: onlyPage !== null && isLonePage(file) ? onlyPage : null }
  })
}

/** A page saved by itself is told its address by who adds it. */
const isLonePage = (file: string) => /\.x?html?(?:\.gz)?$/iu.test(file)

const namedMax = 3

/** What to do about them, in one sentence; undefined where there are none. */
export function olderArchivesSentence(older: readonly OlderArchive[]): string | undefined {
  const [first] = older
  if (first === undefined) return undefined
  const others = older.slice(1, namedMax).map(({ file }) => file)
  const more = older.length > namedMax ? ` and ${older.length - namedMax} more that citewell index info lists` : ''
  return `${countOf(older.length, 'archive')} ${older.length === 1 ? 'was' : 'were'} read by an older version, which kept less of the pages: run ${addCommand(first)}${others.length === 0 ? more : `, and so with ${others.join(', ')}${more}`}; what ${older.length === 1 ? 'it' : 'each'} gave then is replaced.`
}

export function addCommand({ file, target, url }: OlderArchive): string {
  return ['citewell archives add', file === 'stdin' ? '-' : inShell(file), ...(target === null ? [] : ['--target', target]), ...(url === null ? [] : ['--url', inShell(url)])].join(' ')
}

const inShell = (text: string) => (/^[\w./:@%+,=-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)
