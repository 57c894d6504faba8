/**
 * The small part of Markdown that our own memos and help texts use: headings, paragraphs, lists, tables, fenced code,
 * and in a line bold, code, links and backslash escapes.
 *
 * It gives plain data, so whatever a text holds ends up as text nodes. HTML is never read: it stays the characters it is.
 */
export type Inline = { kind: 'text' | 'strong' | 'code'; text: string } | { kind: 'link'; text: string; href: string }

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; words: Inline[] }
  | { kind: 'paragraph'; words: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string }

export function markdownBlocks(markdown: string): Block[] {
  const blocks: Block[] = []
  const lines = markdown.split('\n')
  let at = 0
  while (at < lines.length) {
    const line = lines[at]!
    if (line.trim() === '') {
      at += 1
    } else if (line.startsWith('```')) {
      const end = lines.findIndex((other, index) => index > at && other.startsWith('```'))
      const until = end === -1 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(at + 1, until).join('\n') })
      at = until + 1
    } else if (/^#{1,6} /u.test(line)) {
      const level = line.indexOf(' ')
      blocks.push({ kind: 'heading', level: Math.min(level, 3) as 1 | 2 | 3, words: inlineWords(line.slice(level + 1)) })
      at += 1
    } else if (isItem(line)) {
      const items: Inline[][] = []
      while (at < lines.length && isItem(lines[at]!)) items.push(inlineWords(lines[at++]!.slice(2)))
      blocks.push({ kind: 'list', items })
    } else if (line.startsWith('|') && /^\|[ |:-]+$/u.test(lines[at + 1] ?? '')) {
      const head = cellsOf(line)
      const rows: Inline[][][] = []
      at += 2
      while (at < lines.length && lines[at]!.startsWith('|')) rows.push(cellsOf(lines[at++]!))
      blocks.push({ kind: 'table', head, rows })
    } else {
      const from = at
      at += 1
      while (at < lines.length && isPlain(lines[at]!)) at += 1
      blocks.push({ kind: 'paragraph', words: inlineWords(lines.slice(from, at).join(' ')) })
    }
  }
  return blocks
}

const isItem = (line: string) => /^[-*] /u.test(line)
const isPlain = (line: string) => line.trim() !== '' && !isItem(line) && !/^(?:#{1,6} |```|\|)/u.test(line)

/** Cells between bars; a bar with a backslash before it is a character of the cell. */
function cellsOf(line: string): Inline[][] {
  const cells: string[] = []
  let cell = ''
  for (let at = 1; at < line.length; at++) {
    if (line[at] === '\\' && at + 1 < line.length) cell += line[at]! + line[++at]!
    else if (line[at] === '|') {
      cells.push(cell)
      cell = ''
    } else cell += line[at]!
  }
  if (cell.trim() !== '') cells.push(cell)
  return cells.map((text) => inlineWords(text.trim()))
}

/** One pass over the line; each closing sign is looked for once, so a hostile line costs no more than its length a few times over. */
export function inlineWords(line: string): Inline[] {
  const words: Inline[] = []
  let text = ''
  const flush = () => {
    if (text !== '') words.push({ kind: 'text', text })
    text = ''
  }
  const missing = new Set<string>()
  const closing = (sign: string, from: number) => {
    if (missing.has(sign)) return -1
    const at = line.indexOf(sign, from)
    if (at === -1) missing.add(sign)
    return at
  }
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]!
    if (sign === '\\' && at + 1 < line.length) {
      text += line[++at]!
      continue
    }
    if (sign === '`') {
      const end = closing('`', at + 1)
      if (end !== -1) {
        flush()
        words.push({ kind: 'code', text: line.slice(at + 1, end) })
        at = end
        continue
      }
    }
    if (sign === '*' && line[at + 1] === '*') {
      const end = closing('**', at + 2)
      if (end > at + 2) {
        flush()
        words.push({ kind: 'strong', text: unescaped(line.slice(at + 2, end)) })
        at = end + 1
        continue
      }
    }
    if (sign === '<') {
      const end = closing('>', at + 1)
      const address = end === -1 ? undefined : webAddress(line.slice(at + 1, end))
      if (address !== undefined) {
        flush()
        words.push({ kind: 'link', text: address, href: address })
        at = end
        continue
      }
    }
    if (sign === '[') {
      const middle = closing('](', at + 1)
      const end = middle === -1 ? -1 : closing(')', middle + 2)
      const address = end === -1 ? undefined : webAddress(line.slice(middle + 2, end))
      if (address !== undefined) {
        flush()
        words.push({ kind: 'link', text: unescaped(line.slice(at + 1, middle)), href: address })
        at = end
        continue
      }
    }
    text += sign
  }
  flush()
  return words
}

const unescaped = (text: string) => text.replace(/\\(.)/gu, '$1')

/** Only ordinary web addresses and places in the app become links. */
function webAddress(text: string): string | undefined {
  return /^(?:https?:\/\/[^\s<>"]+|\/(?!\/)[^\s<>"]*)$/u.test(text) ? text : undefined
}
