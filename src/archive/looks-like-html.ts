/** Tags with which documents begin, after the WHATWG MIME Sniffing Standard, and some more that real fragments begin with. */
const openings = new Set(['html', 'head', 'body', 'title', 'meta', 'link', 'base', 'script', 'style', 'iframe', 'frameset', 'h1', 'h2', 'h3', 'div', 'font', 'table', 'a', 'b', 'br', 'p', 'center', 'img', 'ul', 'ol', 'span', 'section', 'article', 'main', 'nav', 'header', 'form', 'noscript'])

/** How far into a file the first tag is looked for: a long licence comment may stand before it. */
const sniffBytes = 64 * 1024

/** True if the bytes begin like an HTML document, in any encoding that keeps ASCII, or in UTF-16. */
export function looksLikeHtml(bytes: Buffer): boolean {
  let text = decodeHead(bytes.subarray(0, sniffBytes))
  for (;;) {
    text = text.trimStart()
    if (!text.startsWith('<')) return false
    if (/^<!doctype\s+html/iu.test(text)) return true
    const opaque = text.startsWith('<!--') ? '-->' : text.startsWith('<?') ? '>' : text.startsWith('<!') ? '>' : undefined
    if (opaque === undefined) break
    const end = text.indexOf(opaque)
    if (end === -1) return text.startsWith('<!--')
    text = text.slice(end + opaque.length)
  }
  const name = /^<([a-z][a-z0-9]{0,15})[\s/>]/iu.exec(text)
  return name !== null && openings.has(name[1]!.toLowerCase())
}

function decodeHead(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16().toString('utf16le').slice(1)
  const text = bytes.toString('latin1')
  return text.startsWith('ï»¿') ? text.slice(3) : text
}
