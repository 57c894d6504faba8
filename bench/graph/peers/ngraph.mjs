// PageRank by ngraph.pagerank; tolerances as for graphology.
//
//     node ngraph.mjs FOLDER ANSWER TOLERANCE …
import { writeFileSync } from 'node:fs'
import createGraph from 'ngraph.graph'
import pagerank from 'ngraph.pagerank'
import { readCsr, tell } from './csr.mjs'

const [folder, answer, ...tolerances] = process.argv.slice(2)
const { vertexCount, offsets, targets } = readCsr(folder)
const begin = performance.now()
const graph = createGraph({ multigraph: false })
for (let id = 0; id < vertexCount; id += 1) graph.addNode(id)
for (let from = 0; from < vertexCount; from += 1) for (let edge = offsets[from]; edge < offsets[from + 1]; edge += 1) graph.addLink(from, targets[edge])
tell({ ready: true, buildMs: performance.now() - begin, bytes: process.memoryUsage().rss })
let scores
// The first call is for warming up.
const runs = [tolerances[0], ...tolerances].map(Number).map((tolerance) => {
  const start = performance.now()
  scores = pagerank(graph, 0.85, tolerance)
  return { tolerance, ms: performance.now() - start }
})
writeFileSync(answer, new Uint8Array(Float64Array.from({ length: vertexCount }, (_, id) => scores[id]).buffer))
tell({ runs: runs.slice(1), bytes: process.memoryUsage().rss })
