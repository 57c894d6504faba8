import { domainOfHost, hostsOfSite, reversedName } from '../../model/domain.js'
import { CitewellError } from '../../model/error.js'
import type { Graph, GraphPlace } from '../../model/graph.js'
import { placeInWords } from '../../model/graph-place.js'
import { hostAndDomain } from '../../model/host-and-domain.js'
import { icannSuffixes } from '../../model/public-suffixes.js'
import { hostOf, parseLooseUrl } from '../../model/url.js'
import { countInWords, releaseInWords } from './words.js'

export interface FoundVertex {
  id: number
  /** As people write it: `nih.gov`. */
  name: string
}

/** The vertex that a domain, host, URL, published name or number stands for. */
export async function vertexOf(graph: Graph, typed: string): Promise<FoundVertex> {
  const found = await findVertex(graph, typed)
  if (found) return found
  throw new CitewellError('not_found', `${typed.slice(0, 200)} is not in ${graph.name} (${releaseInWords(graph)}, ${countInWords(graph.vertexCount)} ${levelInWords(graph)}). ${hint(graph)}`)
}

/** The same; null for a domain that the graph doesn't know under any name, as of a site that nobody linked to while it was crawled. */
export async function vertexIfKnown(graph: Graph, typed: string): Promise<FoundVertex | null> {
  const isDomain = graph.naming === 'reversed-host' && hostAndDomain(/^https?:\/\//iu.test(typed) ? typed : `http://${typed}`) !== undefined
  return isDomain ? findVertex(graph, typed) : vertexOf(graph, typed)
}

/** The other vertex of the site of this one, in a graph of hosts: the same name with `www.` in front, or without it. */
export async function twinOf(graph: Graph, name: string): Promise<string | null> {
  if (graph.naming !== 'reversed-host' || graph.level !== 'host') return null
  for (const host of hostsOfSite(name)) if (host !== name && (await graph.idOf(reversedName(host))) !== undefined) return host
  return null
}

async function findVertex(graph: Graph, typed: string): Promise<FoundVertex | null> {
  for (const name of candidateNames(graph, typed.trim())) {
    const id = await graph.idOf(name)
    if (id !== undefined) return { id, name: nameInWords(graph, name) }
  }
  return null
}

/**
 * Names under which a graph may know what was typed, likeliest first. In a graph of domains a host stands for its
 * registrable domain; where lists of public suffixes differ (`x.github.io`), the next shorter name is tried. In a graph of
 * hosts a host stands for itself, then for the other host of the same site: without or with a leading `www.`. Names that
 * somebody wrote with capitals are found as they were written.
 */
export function candidateNames({ naming, level }: Pick<Graph, 'naming' | 'level'>, typed: string): string[] {
  if (naming !== 'reversed-host') return [typed]
  const url = parseLooseUrl(typed)
  if (url === undefined) return [typed]
  const host = hostOf(url) as string
  const bare = host.startsWith('www.') ? host.slice(4) : host
  if (level !== 'domain') return [...new Set([host, bare, ...hostsOfSite(host)].map(reversedName).concat(typed, reversedName(typed)))]
  const labels = bare.split('.')
  const domain = domainOfHost(host) as string
  const parents = labels.map((_, index) => labels.slice(index).join('.')).filter((name) => name.includes('.') && domain.endsWith(`.${name}`) && !` ${icannSuffixes} `.includes(` ${name} `))
  return [...new Set([reversedName(domain), ...parents.map(reversedName), reversedName(bare), typed, reversedName(typed)])]
}

/** A published name as people write it. */
export function nameInWords({ naming }: Pick<Graph, 'naming'>, name: string): string {
  return naming === 'reversed-host' ? reversedName(name) : name
}

function levelInWords({ level, naming }: Pick<Graph, 'level' | 'naming'>): string {
  return naming === 'id' ? 'vertices' : { domain: 'domains', host: 'hosts', page: 'pages' }[level]
}

/** A published list of ranks names vertices and tells of no links between them. */
export function refuseWithoutLinks({ edgeCount }: Graph, place: GraphPlace, todo: string): void {
  if (edgeCount === 0) throw new CitewellError('invalid', `${placeInWords(place)} has ranks only, and no links. Build a graph from the edges of the release to ${todo}.`)
}

function hint({ naming, vertexCount, edgeCount }: Graph): string {
  if (naming === 'id') return `Its vertices have numbers only, 0 to ${vertexCount - 1}.`
  if (edgeCount === 0) return 'It has the names that a list of ranks gives, and no others.'
  return 'Check the spelling. What nobody linked to while the release was crawled is not in it: try a newer release, or see links list for what your own sources know.'
}
