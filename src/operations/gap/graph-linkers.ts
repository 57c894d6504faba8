import { identityTier } from '../../audits/index.js'
import { CitewellError } from '../../model/error.js'
import type { Context } from '../../model/operation.js'
import { emptyProfile } from '../../model/profile.js'
import type { RivalLinker } from '../../prospects/link-gap.js'

/** Of each comparison in the web graph the best ranked are taken. */
const graphRowsMax = 1_000

/**
 * Who links to rivals and not to the site by the web graph in use: for rivals whose links nobody imported. The graph knows
 * neither kinds nor pages of links; the tier comes from lists and the name alone.
 */
export async function graphLinkers(own: string, rivals: readonly string[], rivalsMin: number, context: Context): Promise<{ rows: Array<{ linker: RivalLinker; rivals: string[] }>; rivalsFound: string[]; complete: boolean; note: string | null }> {
  const none = (note: string | null) => ({ rows: [], rivalsFound: [], complete: true, note })
  const place = await context.graphs.current()
  if (place === null || rivals.length === 0) return none(place === null ? 'No web graph is in use, so only imported links are compared.' : null)
  const [{ withGraph }, { vertexOf }, { compareVertices }] = await Promise.all([import('../graph/opened-graph.js'), import('../graph/vertices.js'), import('../graph/compare-vertices.js')])
  try {
    const there = await withGraph(context.graphs, place, async ({ graph }) => {
      const found: string[] = []
      for (const domain of [own, ...rivals]) if (await vertexOf(graph, domain).then(() => true, isAbsent)) found.push(domain)
      return found
    })
    const rivalsFound = rivals.filter((rival) => there.includes(rival))
    if (!there.includes(own)) return none(`${own} is not in the web graph in use, so only imported links are compared.`)
    if (rivalsFound.length === 0) return none('None of the rivals is in the web graph in use.')
    const answer = await compareVertices(context.graphs, place, [own, ...rivalsFound], { top: graphRowsMax, rivalsMin, signal: context.signal })
    const profile = (await context.desk.profile(own)) ?? emptyProfile
    const site = { site: own, domain: own, profile, targetPages: new Map() }
    const rows = answer.rows.map(({ name, rivals: linked }) => {
      const { tier } = identityTier.judge({ domain: name, hosts: [name], pages: [], site, lists: context.lists })
      return { rivals: linked, linker: { domain: name, tier, types: [], links: 0, bestQuality: 0, firstSeen: '', lastSeen: '', findings: [] } }
    })
    return { rows, rivalsFound, complete: answer.complete && answer.total <= graphRowsMax, note: answer.note }
  } catch (error) {
    // A graph that can't be read must not hide what was imported; the answer says why it took no part.
    if (error instanceof CitewellError && error.code !== 'refused') return none(error.message)
    throw error
  }
}

function isAbsent(error: unknown): boolean {
  if (error instanceof CitewellError && (error.code === 'not_found' || error.code === 'invalid')) return false
  throw error
}
