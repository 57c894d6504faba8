const listMax = 20

/** Directives addressed to every engine or to Googlebot by meta elements and the X-Robots-Tag header, lower case, each once. */
export function readRobots(metas: ReadonlyArray<{ name: string; content: string }>, header: string): string[] {
  const directives = new Set<string>()
  for (const { name, content } of metas) {
    if (name === 'robots' || name === 'googlebot') addAll(directives, content)
  }
  // "otherbot: noindex, nofollow" speaks to that bot until the next name or the next header line, which ", " joins.
  let agent = '*'
  for (const part of header.toLowerCase().split(',')) {
    const match = /^\s*([a-z][a-z0-9_-]{1,40})\s*:\s*(.*)$/u.exec(part)
    if (match && !valued.has(match[1]!)) {
      agent = match[1]!
      if (agent === 'googlebot' || agent === 'robots') addAll(directives, match[2]!)
      continue
    }
    if (agent === '*' || agent === 'googlebot' || agent === 'robots') addAll(directives, part)
  }
  return [...directives].slice(0, listMax)
}

/** Directives whose value follows a colon, so that their name is not a bot's. */
const valued = new Set(['max-snippet', 'max-image-preview', 'max-video-preview', 'unavailable_after'])

function addAll(directives: Set<string>, text: string): void {
  for (const part of text.toLowerCase().split(',')) {
    const colon = part.indexOf(':')
    const directive = colon === -1 ? part.trim() : `${part.slice(0, colon).trim()}:${part.slice(colon + 1).trim()}`
    if (directive !== '' && directive.length <= 60) directives.add(directive)
  }
}
