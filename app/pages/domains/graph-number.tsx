import { useQuery } from '@tanstack/react-query'
import { server, type Output } from '../../parts/api.js'
import { Unknown } from '../../parts/unknown.js'

type Ranked = Output<'graph.authority'>['rows'][number]

/** Domains of one graph that wait for the next question; a screen of rows asks once. */
const waiting = new Map<string, Array<{ domain: string; tell(row: Ranked | null): void }>>()
const togetherMs = 25
const togetherMax = 500

function ask(graph: string, domain: string): Promise<Ranked | null> {
  return new Promise((tell) => {
    const group = waiting.get(graph) ?? []
    group.push({ domain, tell })
    waiting.set(graph, group)
    if (group.length === 1) setTimeout(() => void send(graph), togetherMs)
    else if (group.length >= togetherMax) void send(graph)
  })
}

async function send(graph: string): Promise<void> {
  const group = waiting.get(graph) ?? []
  waiting.delete(graph)
  if (group.length === 0) return
  // A graph that can't tell leaves the column unknown; the page of the graph says why.
  const answer = await server.call('graph.authority', { graph, domains: group.map(({ domain }) => domain) } as never).catch(() => null)
  group.forEach(({ tell }, at) => tell(answer?.rows[at] ?? null))
}

/** A figure of the graph in use beside a domain: the number, or that it is not known. */
export function GraphNumber({ graph, domain, figure }: { graph: string; domain: string; figure: 'authority' | 'healthTrust' }) {
  const { data } = useQuery({ queryKey: ['graph.authority', graph, domain], queryFn: () => ask(graph, domain), staleTime: 10 * 60_000, retry: false })
  if (data === undefined) return <span className="soft">…</span>
  const value = data?.[figure] ?? null
  return value === null ? <Unknown inline what="–" /> : <span className="number">{Math.round(value)}</span>
}
