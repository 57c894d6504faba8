import { isObject } from '../json-items.js'

/** Which server answers for which top-level domains, by label. */
export type RegistryServers = ReadonlyMap<string, string>

const servicesMax = 5_000
const labelsMax = 20_000

/**
 * Reads the list of registry servers that IANA keeps (RFC 9224): services, each a list of top-level domains and a list of
 * addresses. The address with https counts; a service whose addresses can't be read is left out. Undefined for what is
 * no such list.
 */
export function readBootstrap(text: string): RegistryServers | undefined {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(document) || !Array.isArray(document['services'])) return undefined
  const servers = new Map<string, string>()
  for (const service of document['services'].slice(0, servicesMax) as unknown[]) {
    if (!Array.isArray(service) || !Array.isArray(service[0]) || !Array.isArray(service[1])) continue
    const bases = (service[1] as unknown[]).flatMap((base) => baseOf(base) ?? [])
    const base = bases.find((one) => one.startsWith('https:')) ?? bases[0]
    if (base === undefined) continue
    for (const label of service[0] as unknown[]) {
      if (typeof label === 'string' && /^[a-z0-9.-]{1,63}$/iu.test(label) && servers.size < labelsMax && !servers.has(label.toLowerCase())) servers.set(label.toLowerCase(), base)
    }
  }
  return servers
}

/** The address of the question about a domain; undefined where no server answers for it. The longest matching suffix counts (RFC 9224). */
export function registryQuestion(domain: string, servers: RegistryServers): { server: string; url: string } | undefined {
  for (let at = domain.indexOf('.') + 1; at > 0; at = domain.indexOf('.', at) + 1) {
    const server = servers.get(domain.slice(at))
    if (server !== undefined) return { server, url: `${server}domain/${domain}` }
  }
  return undefined
}

function baseOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 500 || !URL.canParse(value)) return undefined
  const url = new URL(value)
  if (!['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}
