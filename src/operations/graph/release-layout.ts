import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { WantedFile, WebDownload } from '../../model/outside.js'

/** Parts of a release that can be fetched. */
export const releaseParts = ['vertices', 'edges', 'ranks', 'bvgraph', 'transpose'] as const
export type ReleasePart = (typeof releaseParts)[number]

export interface ReleaseFile extends WantedFile {
  part: ReleasePart
  /** Bytes as announced; null where the server does not say. */
  bytes: number | null
}

export const commonCrawl = 'https://data.commoncrawl.org'

/**
 * Refuses a base that could be made to lead elsewhere than below it, and for who is not at this machine one that is on
 * this machine: its services are nobody else's business. Other private addresses are refused when they are asked.
 */
export function checkBase(base: string, isHere: boolean): void {
  const url = URL.canParse(base) ? new URL(base) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw new CitewellError('invalid', '--base is no address. Give one that begins with https://.')
  if (/[?#]/u.test(base) || url.username !== '' || url.password !== '') throw new CitewellError('invalid', '--base must be an address alone, without ?, #, name or password: files are looked for below it.')
  if (!isHere && isLoopbackName(url.hostname)) throw new CitewellError('refused', '--base may name this machine at its own command line only. Give a public address.')
}

/** Names and addresses that mean this machine whatever a name server says, as a parsed address has them. */
export function isLoopbackName(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\[::ffff:(?:7f|0:)[0-9a-f:]*\])$/iu.test(hostname)
}

/**
 * Files of a Common Crawl web graph, by its published layout under `projects/hyperlinkgraph/`. Graphs of domains are one
 * file a part; those of hosts come with a list of the files that text was split into, whose paths begin at the base.
 */
export async function releaseFiles(web: WebDownload, { base, release, level, parts }: { base: string; release: string; level: 'domain' | 'host'; parts: readonly ReleasePart[] }, signal: AbortSignal): Promise<ReleaseFile[]> {
  const root = base.replace(/\/+$/u, '')
  const folder = `projects/hyperlinkgraph/${release}/${level}`
  const files: ReleaseFile[] = []
  for (const part of releaseParts.filter((one) => parts.includes(one))) {
    if (part === 'bvgraph' || part === 'transpose') files.push(...(await bvgraphFiles(web, root, folder, `${release}-${level}${part === 'transpose' ? '-t' : ''}`, part, signal)))
    else files.push(...(await textFiles(web, root, folder, `${release}-${level}-${part}`, part, signal)))
  }
  if (files.length > limits.downloadFilesMax) throw new CitewellError('invalid', `${release} is said to have ${files.length} files, more than the ${limits.downloadFilesMax} that are fetched in one go.`)
  return files
}

async function textFiles(web: WebDownload, root: string, folder: string, name: string, part: ReleasePart, signal: AbortSignal): Promise<ReleaseFile[]> {
  const url = `${root}/${folder}/${name}.txt.gz`
  const whole = await web.look(url, { signal })
  if (whole) return [{ url, name: `${name}.txt.gz`, part, bytes: whole.bytes }]
  const list = `${root}/${folder}/${name}.paths.gz`
  if (!(await web.look(list, { signal }))) throw new CitewellError('not_found', `There is neither ${url} nor ${list}. Check the name of the release (as in cc-main-2026-apr-may-jun) and the level.`)
  const lines = (await web.text(list, { bytesMax: limits.downloadListBytesMax, signal })).split(/\r?\n/u).filter((line) => line !== '')
  if (lines.length > limits.downloadFilesMax) throw new CitewellError('invalid', `${list} names ${lines.length} files, more than ${limits.downloadFilesMax}.`)
  const files: ReleaseFile[] = []
  for (const [index, line] of lines.entries()) {
    // The list comes from the web: it may name files of this release and of nothing else.
    if (!line.startsWith(`${folder}/`) || !/^[A-Za-z0-9._/-]{1,300}$/u.test(line) || line.includes('..') || !line.endsWith('.gz')) throw new CitewellError('invalid', `${list}, line ${index + 1} names no file of this release. Try again later, or take another base.`)
    const found = await web.look(`${root}/${line}`, { signal })
    if (!found) throw new CitewellError('not_found', `There is no ${root}/${line}, which ${list} names. Try again later.`)
    files.push({ url: `${root}/${line}`, name: `${name}-${String(index).padStart(5, '0')}.txt.gz`, part, bytes: found.bytes })
  }
  return files
}

/** The offsets are not always published; they only serve to compare. */
async function bvgraphFiles(web: WebDownload, root: string, folder: string, name: string, part: ReleasePart, signal: AbortSignal): Promise<ReleaseFile[]> {
  const files: ReleaseFile[] = []
  for (const ending of ['.graph', '.properties', '.offsets']) {
    const url = `${root}/${folder}/${name}${ending}`
    const found = await web.look(url, { signal })
    if (found) files.push({ url, name: `${name}${ending}`, part, bytes: found.bytes })
    else if (ending !== '.offsets') throw new CitewellError('not_found', `There is no ${url}. Check the name of the release (as in cc-main-2026-apr-may-jun) and the level.`)
  }
  return files
}
