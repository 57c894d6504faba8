import { readableHost } from '../../src/model/readable-host.js'
import { inertText } from './inert.js'

/** Signs that must not stand unwritten in an address: white space, what can't be seen, and what turns the direction of the rest. */
const hidden = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * An address as people read it: without `http://www.`, and with letters of other scripts instead of their percent signs
 * and of Punycode, but for hosts that could pass for others. Only to be looked at; what is opened or copied is the address
 * itself.
 *
 *     readableAddress('https://www.a.example/%D9%82%D9%84%D8%A8/')  // 'a.example/قلب'
 */
export function readableAddress(url: string): string {
  const bare = inertText(url).replace(/^https?:\/\/(?:www\.)?/iu, '').replace(/\/$/u, '')
  const slash = bare.search(/[/?#]/u)
  return slash === -1 ? hostWords(bare) : hostWords(bare.slice(0, slash)) + decoded(bare.slice(slash))
}

/** A host by its letters, with its port. */
function hostWords(given: string): string {
  const [, host = given, port = ''] = /^(.*?)(:\d+)?$/u.exec(given) ?? []
  return readableHost(host) + port
}

function decoded(path: string): string {
  try {
    return decodeURI(path).replaceAll(hidden, (sign) => encodeURIComponent(sign))
  } catch {
    // Percent signs that encode nothing, as in addresses cut by a tool.
    return path
  }
}
