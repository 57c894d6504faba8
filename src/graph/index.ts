/** Building and reading graphs: what other programs get from `citewell/graph`. */
export { buildGraph, type BuildOptions } from './build-graph.js'
export type { GraphMade } from './build-state.js'
export { checkGraph, openGraph, type GraphFile } from './graph-file.js'
export { readBVGraph } from './readers/read-bvgraph.js'
export { readEdgeText } from './readers/read-edge-text.js'
export { readNamedEdges } from './readers/read-named-edges.js'
export { readRanksText } from './readers/read-ranks-text.js'
export { readVertexText } from './readers/read-vertex-text.js'
