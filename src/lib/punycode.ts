/** A name of labels between dots with its Punycode labels decoded (RFC 3492): what cannot be decoded stays. For matching and showing, never for fetching. */
export function domainToUnicode(host: string): string {
  if (!host.includes('xn--')) return host
  return host.split('.').map((label) => (label.startsWith('xn--') ? (decodeLabel(label.slice(4)) ?? label) : label)).join('.')
}

function decodeLabel(text: string): string | undefined {
  const dash = text.lastIndexOf('-')
  const points = dash > 0 ? [...text.slice(0, dash)].map((letter) => letter.codePointAt(0)!) : []
  let at = dash > 0 ? dash + 1 : 0
  let point = 128
  let index = 0
  let bias = 72
  while (at < text.length) {
    const before = index
    for (let weight = 1, step = 36; ; step += 36) {
      const code = text.charCodeAt(at)
      at += 1
      const digit = code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? code - 22 : -1
      if (digit < 0 || at > text.length) return undefined
      index += digit * weight
      const threshold = step <= bias ? 1 : step >= bias + 26 ? 26 : step - bias
      if (digit < threshold) break
      weight *= 36 - threshold
      if (weight > 0x7fffffff) return undefined
    }
    const count = points.length + 1
    let delta = before === 0 ? Math.floor((index - before) / 700) : Math.floor((index - before) / 2)
    delta += Math.floor(delta / count)
    let steps = 0
    for (; delta > 455; steps += 36) delta = Math.floor(delta / 35)
    bias = steps + Math.floor((36 * delta) / (delta + 38))
    point += Math.floor(index / count)
    if (point > 0x10ffff) return undefined
    index %= count
    points.splice(index, 0, point)
    index += 1
  }
  return String.fromCodePoint(...points)
}
