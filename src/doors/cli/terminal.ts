import type { Readable, Writable } from 'node:stream'

/** Where a command reads and writes. The program gives the streams of the process; tests give their own. */
export interface Terminal {
  stdin: Readable
  stdout: Writable & { isTTY?: boolean; columns?: number }
  stderr: Writable & { isTTY?: boolean; columns?: number }
  env: Readonly<Record<string, string | undefined>>
}

export function processTerminal(): Terminal {
  return { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env }
}

/** Colours are for people at a terminal who did not ask to do without. */
export function coloursOf(stream: { isTTY?: boolean }, env: Terminal['env']): { bold(text: string): string; faint(text: string): string; stop(text: string): string } {
  const on = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const paint = (code: number, end: number) => (text: string) => (on ? `\u001b[${code}m${text}\u001b[${end}m` : text)
  return { bold: paint(1, 22), faint: paint(2, 22), stop: paint(31, 39) }
}

/** Writes, and waits when the reader is slower than we are. */
export function write(stream: Writable, text: string): Promise<void> | void {
  if (text === '' || stream.destroyed || stream.write(text)) return
  return new Promise((resolve) => {
    const go = () => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, go)
      resolve()
    }
    for (const event of ['drain', 'close', 'error']) stream.once(event, go)
  })
}

/** Gathers lines into pieces worth writing: a system call for every row would cost more than making the row. */
export function lineWriter(stream: Writable): { line(text: string): Promise<void> | void; end(): Promise<void> | void } {
  const pieceCharsMax = 64 * 1024
  let piece = ''
  let writtenAt = 0
  const flush = () => {
    const text = piece
    piece = ''
    writtenAt = Date.now()
    return write(stream, text)
  }
  return {
    line(text) {
      piece += text
      // A slow source is shown as it comes, a fast one in large pieces.
      if (piece.length >= pieceCharsMax || Date.now() - writtenAt > 100) return flush()
    },
    end: flush,
  }
}
