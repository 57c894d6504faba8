import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { migrations } from './migrations/index.js'

/**
 * A desk in which nothing was saved yet, made when the program was built: making one takes seconds of the processor, putting
 * this one in place a fraction of one. The file begins with a key over all that it was made by; one that does not fit is
 * passed over, and the desk is made as it would be without.
 *
 * The rest is packed: a line of JSON with folders and files, then the different contents one after another. The databases
 * that Postgres begins with share most of theirs.
 */
export const shippedTemplate = fileURLToPath(new URL('../../dist/desk/template.bin', import.meta.url))
const keyLength = 64

interface Listed {
  folders: string[]
  /** Each with the number of its content. */
  files: Array<[path: string, content: number]>
  sizes: number[]
}

/** Over the engine that wrote the files and the tables in them. */
export function templateKey(): string {
  const engine = join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '..', 'package.json')
  const { version } = JSON.parse(readFileSync(engine, 'utf8')) as { version: string }
  const hash = createHash('sha256').update(`format 1\0${version}\0`)
  for (const { version: number, name, sql } of migrations) hash.update(`${number}\0${name}\0${sql}\0`)
  return hash.digest('hex')
}

/** Puts the desk that was made with the program into a folder that is not there yet; false where there is none that fits. */
export function unpackTemplate(data: string, from: string): boolean {
  if (!existsSync(from)) return false
  const bytes = readFileSync(from)
  if (bytes.toString('latin1', 0, keyLength) !== templateKey()) return false
  try {
    unpackInto(data, bytes)
    return true
  } catch {
    // A damaged file, or no room: making a desk says what is wrong, if anything is.
    rmSync(data, { recursive: true, force: true })
    return false
  }
}

function unpackInto(data: string, bytes: Buffer): void {
  const unpacked = brotliDecompressSync(bytes.subarray(keyLength))
  const end = unpacked.indexOf(10)
  const { folders, files, sizes } = JSON.parse(unpacked.toString('utf8', 0, end)) as Listed
  const contents: Buffer[] = []
  let at = end + 1
  for (const size of sizes) contents.push(unpacked.subarray(at, (at += size)))
  mkdirSync(data, { recursive: true, mode: 0o700 })
  for (const folder of folders) mkdirSync(join(data, folder), { mode: 0o700 })
  for (const [path, content] of files) writeFileSync(join(data, path), contents[content]!, { mode: 0o600 })
}

/** Packs the folder of a desk that was closed. */
export function packTemplate(data: string): Buffer {
  const listed: Listed = { folders: [], files: [], sizes: [] }
  const contents: Buffer[] = []
  const known = new Map<string, number>()
  for (const entry of readdirSync(data, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(data.length + 1).replaceAll(sep, '/')
    if (entry.isDirectory()) listed.folders.push(path)
    if (!entry.isFile()) continue
    const content = readFileSync(join(data, path))
    const hash = createHash('sha256').update(content).digest('hex')
    if (!known.has(hash)) {
      known.set(hash, contents.length)
      listed.sizes.push(content.byteLength)
      contents.push(content)
    }
    listed.files.push([path, known.get(hash)!])
  }
  // A folder comes before what is in it.
  listed.folders.sort()
  const whole = Buffer.concat([Buffer.from(`${JSON.stringify(listed)}\n`), ...contents])
  const packed = brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: whole.byteLength } })
  return Buffer.concat([Buffer.from(templateKey(), 'latin1'), packed])
}
