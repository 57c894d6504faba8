import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** Links of one block: it is unpacked whole to read one. */
export const blockLinks = 64
const blockBytesMax = 256 * 1024 * 1024

/**
 * Packs the lines of a block, some fifty kilobytes, here and now: that takes a tenth of a millisecond. Handed to other threads
 * it takes four times the processor, and what hundreds of blocks hold meanwhile makes the engine look through all
 * of its memory once a second.
 */
export function packBlock(lines: Buffer): Buffer {
  return brotliCompressSync(lines, { params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: lines.length } })
}

/** The lines of a block as they were packed; throws where the bytes are damaged. */
export function unpackBlock(bytes: Uint8Array): string {
  return brotliDecompressSync(bytes, { maxOutputLength: blockBytesMax }).toString('utf8')
}
