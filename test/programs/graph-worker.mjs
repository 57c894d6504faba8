// Builds or ranks a graph in a process of its own, with many states kept on the way, to be killed at any moment.
import { fileOfPath } from '../../dist/doors/cli/file-paths.js'
import { openGraphStore } from '../../dist/files/graph-store.js'
import { buildFrom } from '../../dist/operations/graph/build-graph.js'
import { rankHere } from '../../dist/operations/graph/rank-graph.js'

const [what, dir, vertices, edges, seeds] = process.argv.slice(2)
const place = { kind: 'name', name: 'web' }
const context = { graphs: openGraphStore({ dir }), signal: new AbortController().signal, progress: () => undefined, now: '2026-03-03T00:00:00.000Z', lists: undefined, program: 'citewell test' }
if (what === 'build') {
  const file = (path) => fileOfPath(path, process.stdin)
  await buildFrom({ vertices: [file(vertices)], edges: [file(edges)], bvgraph: [], list: [], index: null, level: undefined }, { place, release: null, selfLinks: null, anew: false, linkingPerBlock: 1_500, keptEdgesMin: 1 }, context)
} else {
  await rankHere(place, { kernels: ['pagerank', 'health-trust', 'spam-mass', 'inverse-pagerank', 'harmonic', 'components', 'in-degree', 'seed-distance'], seeds: fileOfPath(seeds, process.stdin), threads: 2, harmonic: 'sample', checkpointEvery: 2, tolerance: 1e-12, iterationsMax: 200 }, context)
}
