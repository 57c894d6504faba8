import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { FileKind } from '../lib/section-file.js'
import { slices } from '../lib/slices.js'
import { damaged, readSections, writeSections } from './sections.js'

const kind: FileKind = { magic: 'CWJDIGST', version: 1, called: 'file of digests of referring domains' }
const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Domains of one block. */
const blockDomains = 250
const blockBytesMax = 256 * 1024 * 1024

/** What is kept of a referring domain: one line of text, whatever it says. */
type DomainDigestText = [domain: string, text: string]

interface Header {
  /** Where each block ends, and with which domain it begins. */
  ends: number[]
  firsts: string[]
}

/** Writes digests in the order of their domains' names, so that the same ones are the same bytes however they came together. */
export async function writeDigests(path: string, digests: ReadonlyMap<string, string>, earlier?: { path: string; without: ReadonlySet<string> }): Promise<void> {
  const file = await writeSections(path, kind)
  try {
    const ends: number[] = []
    const firsts: string[] = []
    await file.begin('blocks')
    let lines: string[] = []
    const flush = async () => {
      const bytes = await deflate(lines.join('\n'), { level: 1 })
      lines = []
      ends.push((ends.at(-1) ?? 0) + bytes.length)
      await file.append(bytes)
    }
    for await (const [domain, text] of earlier === undefined ? inOrder(digests) : joined(earlier, inOrder(digests))) {
      if (lines.length === 0) firsts.push(domain)
      lines.push(`${domain} ${text}`)
      if (lines.length === blockDomains) await flush()
    }
    if (lines.length > 0) await flush()
    await file.end({ ends, firsts } satisfies Header)
  } catch (error) {
    await file.abandon()
    throw error
  }
}

/** All digests of a table, in the order of their domains' names. */
export async function* readDigests(path: string): AsyncGenerator<DomainDigestText> {
  const file = await readSections<Header>(path, kind)
  const pause = slices()
  try {
    const blocks = Buffer.from(await file.read('blocks'))
    let start = 0
    for (const end of file.header.ends) {
      const text = await inflate(blocks.subarray(start, end), { maxOutputLength: blockBytesMax }).catch((error: unknown) => {
        throw damaged(kind, error instanceof Error ? error.message : String(error))
      })
      start = end
      for (const line of text.toString('utf8').split('\n')) {
        await pause()
        const at = line.indexOf(' ')
        yield [line.slice(0, at), line.slice(at + 1)]
      }
    }
  } finally {
    await file.close()
  }
}

/** The digest of one domain, for which one block is read; undefined if there is none. */
export async function readDigest(path: string, domain: string): Promise<string | undefined> {
  const file = await readSections<Header>(path, kind)
  try {
    const { ends, firsts } = file.header
    const block = firsts.findLastIndex((first) => first <= domain)
    if (block === -1) return undefined
    const start = block === 0 ? 0 : ends[block - 1]!
    const bytes = Buffer.allocUnsafe(ends[block]! - start)
    await file.readPart(file.section('blocks').offset + start, bytes)
    const text = await inflate(bytes, { maxOutputLength: blockBytesMax }).catch((error: unknown) => {
      throw damaged(kind, error instanceof Error ? error.message : String(error))
    })
    const line = text.toString('utf8').split('\n').find((one) => one.startsWith(`${domain} `))
    return line?.slice(domain.length + 1)
  } finally {
    await file.close()
  }
}

function inOrder(digests: ReadonlyMap<string, string>): DomainDigestText[] {
  return [...digests].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Earlier digests, but for some domains, with newer ones put among them. */
async function* joined({ path, without }: { path: string; without: ReadonlySet<string> }, fresh: readonly DomainDigestText[]): AsyncGenerator<DomainDigestText> {
  let next = 0
  for await (const digest of readDigests(path)) {
    const [domain] = digest
    while (next < fresh.length && fresh[next]![0] < domain) yield fresh[next++]!
    if (next < fresh.length && fresh[next]![0] === domain) yield fresh[next++]!
    else if (!without.has(domain)) yield digest
  }
  yield* fresh.slice(next)
}
