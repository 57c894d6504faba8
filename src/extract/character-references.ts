import { entityTable } from './entity-table.js'

const named = new Map<string, string>()
const bareNames = new Set<string>()
const parts = entityTable.split(' ')
for (let index = 0; index + 1 < parts.length; index += 2) {
  const name = parts[index]!
  const key = name.endsWith(';') ? name.slice(0, -1) : name
  named.set(key, parts[index + 1]!)
  if (key === name) bareNames.add(name)
}
const nameCharsMax = 32
const bareCharsMax = 6

/** What numeric references to the C1 controls mean: the characters of windows-1252. */
const c1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const reference = /&(?:#(?:[xX]([\da-fA-F]+)|(\d+));?|([A-Za-z][A-Za-z\d]*)(;?)(=?))/gu

/**
 * Replaces character references after the HTML Standard. In an attribute a name without ";" that is followed by "=" or
 * a letter or digit stays as it is, so that `?a=1&copy=2` keeps its parameter.
 */
export function decodeReferences(text: string, inAttribute: boolean): string {
  let at = text.indexOf('&')
  if (at === -1) return text
  // Most of what addresses hold needs no pattern: "&amp;", "&#038;" and the bare "&" before a parameter.
  let start = ''
  let from = 0
  for (; at !== -1; at = text.indexOf('&', at + 1)) {
    if (text.startsWith('amp;', at + 1) || text.startsWith('#038;', at + 1)) {
      start += text.slice(from, at + 1)
      from = text.indexOf(';', at) + 1
    } else if (!inAttribute || !isParameter(text, at + 1)) break
  }
  const rest = from === 0 ? text : text.slice(from)
  return at === -1 ? start + rest : start + replaced(rest, inAttribute)
}

/** True for letters and digits up to a "=", which no reference in an attribute is followed by. */
function isParameter(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 61) return at > from
    if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57))) return false
  }
  return false
}

function replaced(text: string, inAttribute: boolean): string {
  return text.replace(reference, (whole: string, hex: string | undefined, decimal: string | undefined, name: string | undefined, semicolon: string, equals: string) => {
    if (name === undefined) return numeric(hex, decimal)
    if (semicolon !== '' && name.length <= nameCharsMax) {
      const value = named.get(name)
      if (value !== undefined) return value + equals
    }
    for (let length = Math.min(name.length, bareCharsMax); length >= 2; length -= 1) {
      const start = name.slice(0, length)
      if (!bareNames.has(start)) continue
      if (inAttribute && (length < name.length || (semicolon === '' && equals !== ''))) return whole
      return named.get(start)! + whole.slice(1 + length)
    }
    return whole
  })
}

function numeric(hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : hex.length > 12 ? Infinity : Number.parseInt(hex, 16)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  if (code >= 0x80 && code <= 0x9f) return c1[code - 0x80]!
  return String.fromCodePoint(code)
}
