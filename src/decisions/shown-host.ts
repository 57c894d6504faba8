import { readableHost } from '../model/readable-host.js'

const punycodeHost = /(?<![\w./@:-])(?:[a-z0-9-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)*(?![\w…-])/gu

/**
 * Host names in a text as people wrote them, with the Punycode that a file needs behind: whoever looks for "münster" does
 * not find "xn--mnster-3ya". A name whose letters could pass for others stays Punycode, and hosts inside web addresses stay
 * as they are, since those are copied.
 */
export function shownHosts(text: string): string {
  return text.includes('xn--') ? text.replace(punycodeHost, (host) => withUnicode(host) ?? host) : text
}

/** A line exactly as it stands in a file, and behind it the name that a person would recognise. */
export function shownLine(line: string): string {
  if (!line.includes('xn--')) return line
  const host = /^(?:domain:|https?:\/\/)([^/:]+)/u.exec(line)?.[1]
  const shown = host === undefined ? undefined : readableHost(host)
  return shown === undefined || shown === host ? line : `${line} (${shown})`
}

function withUnicode(host: string): string | undefined {
  const shown = readableHost(host)
  return shown === host ? undefined : `${shown} (${host})`
}
