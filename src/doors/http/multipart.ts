import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CitewellError } from '../../model/error.js'
import type { FileInput } from '../../model/file-input.js'
import { limits } from '../../model/limits.js'
import { plainFileName } from '../json-input.js'

export interface Form {
  texts: Array<{ name: string; text: string }>
  files: Array<{ name: string; file: FileInput }>
  /** Deletes the uploads; the files can't be read after it. */
  discard(): Promise<void>
}

/**
 * Reads a `multipart/form-data` body (RFC 7578) as it comes: files go to a private temporary folder, so memory stays
 * flat for an upload of any size. The parser of the platform holds the whole body in memory, which is why it is not used.
 */
export async function readForm(body: AsyncIterable<Uint8Array>, boundary: string): Promise<Form> {
  const dir = await mkdtemp(join(tmpdir(), 'citewell-upload-'))
  const open = new Set<WriteStream>()
  const form: Form = {
    texts: [],
    files: [],
    async discard() {
      for (const stream of open) stream.destroy()
      await rm(dir, { recursive: true, force: true })
    },
  }
  try {
    await readParts(body, boundary, (headers) => openPart(headers, dir, form, open))
    return form
  } catch (error) {
    await form.discard()
    throw error
  }
}

export function boundaryOf(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) throw new CitewellError('invalid', 'The upload names no boundary in its content type. Send it as multipart/form-data.')
  return boundary
}

interface PartWriter {
  write(bytes: Buffer): Promise<void> | void
  end(): Promise<void> | void
}

async function readParts(body: AsyncIterable<Uint8Array>, boundary: string, open: (headers: string) => PartWriter): Promise<void> {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
  // The first boundary may stand at the very start; a line end before it makes all alike.
  let held: Buffer = Buffer.from('\r\n')
  let part: PartWriter | undefined
  let state: 'before' | 'after-delimiter' | 'headers' | 'content' | 'end' = 'before'
  let total = 0
  for await (const chunk of body) {
    total += chunk.byteLength
    if (total > limits.uploadBytesMax) throw new CitewellError('invalid', `The upload is larger than ${limits.uploadBytesMax} bytes. Send fewer files at once, or use the command line.`)
    held = held.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([held, chunk])
    for (let more = true; more; ) {
      more = false
      if (state === 'before' || state === 'content') {
        const at = held.indexOf(delimiter)
        // What could be the beginning of a delimiter is held back until more has come.
        const sure = at === -1 ? Math.max(0, held.length - delimiter.length + 1) : at
        if (sure > 0) await part?.write(held.subarray(0, sure))
        held = held.subarray(at === -1 ? sure : at + delimiter.length)
        if (at !== -1) {
          await part?.end()
          part = undefined
          state = 'after-delimiter'
          more = true
        }
      } else if (state === 'after-delimiter') {
        if (held.length < 2) continue
        state = held.subarray(0, 2).toString('latin1') === '--' ? 'end' : 'headers'
        more = true
      } else if (state === 'headers') {
        const end = held.indexOf('\r\n\r\n')
        if (end > limits.partHeaderBytesMax || (end === -1 && held.length > limits.partHeaderBytesMax)) throw new CitewellError('invalid', 'A part of the upload has too long a header.')
        if (end === -1) continue
        part = open(held.subarray(0, end).toString('utf8'))
        held = held.subarray(end + 4)
        state = 'content'
        more = true
      } else {
        held = Buffer.alloc(0)
      }
    }
  }
  if (state !== 'end') throw new CitewellError('invalid', 'The upload broke off before its end. Send it again.')
}

function openPart(headers: string, dir: string, form: Form, open: Set<WriteStream>): PartWriter {
  const disposition = /^content-disposition:([^\r\n]*)/im.exec(headers)?.[1] ?? ''
  const name = parameterOf(disposition, 'name')
  if (name === undefined) throw new CitewellError('invalid', 'A part of the upload has no name. Name each part after an input.')
  if (form.files.length + form.texts.length >= limits.filesMax * 10) throw new CitewellError('invalid', 'The upload has too many parts.')
  const fileName = parameterOf(disposition, 'filename')
  return fileName === undefined ? openText(name, form) : openFile(name, fileName, dir, form, open)
}

function openText(name: string, form: Form): PartWriter {
  const pieces: Buffer[] = []
  let length = 0
  return {
    write(bytes) {
      length += bytes.length
      if (length > limits.fieldBytesMax) throw new CitewellError('invalid', `${name} is too long for a field; send it as a file.`)
      pieces.push(Buffer.from(bytes))
    },
    end() {
      form.texts.push({ name, text: Buffer.concat(pieces).toString('utf8') })
    },
  }
}

function openFile(name: string, fileName: string, dir: string, form: Form, open: Set<WriteStream>): PartWriter {
  if (form.files.length >= limits.filesMax) throw new CitewellError('invalid', `More than ${limits.filesMax} files in one call. Send them in several.`)
  const path = join(dir, String(form.files.length))
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  open.add(out)
  out.once('close', () => open.delete(out))
  const failed = new Promise<never>((_, reject) => out.once('error', reject))
  failed.catch(() => undefined)
  let size = 0
  const file: FileInput = { name: plainFileName(fileName), open: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
  form.files.push({ name, file })
  return {
    write(bytes) {
      size += bytes.length
      if (out.write(Buffer.from(bytes))) return
      return Promise.race([failed, new Promise<void>((resolve) => out.once('drain', () => resolve()))])
    },
    end() {
      file.size = size
      return Promise.race([failed, new Promise<void>((resolve) => out.end(() => resolve()))])
    },
  }
}

function parameterOf(disposition: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]{0,1024})"|([^\\s;"]{1,1024}))`, 'i').exec(disposition)
  // Browsers write a quotation mark and line ends in a name this way.
  return (match?.[1] ?? match?.[2])?.replaceAll('%22', '"').replaceAll(/%0D|%0A/gi, '')
}
