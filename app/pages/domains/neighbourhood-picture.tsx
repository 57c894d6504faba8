import { useComputedColorScheme } from '@mantine/core'
import { DirectedGraph } from 'graphology'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Sigma } from 'sigma'
import { readableHost } from '../../../src/model/readable-host.js'
import { groupMarks, tierLadder, tokens } from '../../../src/report/tokens.js'
import { say } from '../../words/say.js'
import { layOut } from './neighbourhood-layout.js'
import type { Neighbours } from './neighbourhood.js'
import classes from './domains.module.css'

interface PictureProps {
  data: Neighbours
  chosen: string | null
  onChoose(domain: string | null): void
}

/** The picture itself, drawn by WebGL. It holds nothing that the list beside it does not say. */
export default function NeighbourhoodPicture({ data, chosen, onChoose }: PictureProps) {
  const frame = useRef<HTMLDivElement>(null)
  const sigma = useRef<Sigma | null>(null)
  const [failed, setFailed] = useState(false)
  const scheme = useComputedColorScheme('light')
  const graph = useMemo(() => drawn(data, scheme), [data, scheme])

  useEffect(() => {
    if (!frame.current) return
    const colours = tokens[scheme]
    try {
      const made = new Sigma(graph, frame.current, {
        labelColor: { color: colours.ink }, labelFont: 'Inter Variable, sans-serif', labelSize: 12, labelRenderedSizeThreshold: 6, labelDensity: 1.2, defaultEdgeColor: colours.line, zIndex: true, renderEdgeLabels: false, minCameraRatio: 0.1, maxCameraRatio: 2,
        defaultDrawNodeLabel: (context, node, settings) => named(context, node, settings.labelFont, colours),
        defaultDrawNodeHover: (context, node, settings) => hovered(context, node, settings.labelFont, colours),
      })
      made.on('enterNode', ({ node }) => onChoose(node))
      made.on('leaveNode', () => onChoose(null))
      sigma.current = made
      return () => { made.kill(); sigma.current = null }
    } catch {
      setFailed(true)
      return undefined
    }
  }, [graph, scheme, onChoose])

  useEffect(() => {
    const made = sigma.current
    if (!made) return
    const chain = data.ways.find((one) => one.domain === chosen)?.chain
    const way = new Set(chain ? [...chain, data.site] : chosen === null ? [] : [chosen])
    made.setSetting('nodeReducer', (node, shown) => (way.size === 0 || way.has(node) ? { ...shown, forceLabel: way.has(node) || shown.forceLabel === true, zIndex: way.has(node) ? 2 : 1 } : { ...shown, color: tokens[scheme].line, label: null }))
    made.setSetting('edgeReducer', (edge, shown) => (way.size > 1 && way.has(graph.source(edge)) && way.has(graph.target(edge)) ? { ...shown, color: tokens[scheme].accent, size: 2.5, zIndex: 2 } : shown))
  }, [chosen, data, graph, scheme])

  if (failed) return <p className="soft">{say('neighbourhood.no-picture')}</p>
  return (
    <figure className={classes.picture}>
      <div ref={frame} className={classes.canvas} role="img" aria-label={say('neighbourhood.picture', { nodes: data.nodes.length, ways: data.ways.length })} />
      <figcaption className="small soft">{say('neighbourhood.caption')}</figcaption>
    </figure>
  )
}

function drawn(data: Neighbours, scheme: 'light' | 'dark'): DirectedGraph {
  const graph = new DirectedGraph()
  const colours = tokens[scheme]
  const places = new Map(layOut(data.nodes, data.edges).map((place) => [place.id, place]))
  const span = (values: readonly number[]) => Math.max(...values, 0) - Math.min(...values, 0)
  // Columns take the room that the frame has beside the rows, so that names between them can be read.
  const wide = Math.max(3, (span([...places.values()].map(({ y }) => y)) * 1.3) / Math.max(1, span([...places.values()].map(({ x }) => x))))
  for (const node of data.nodes) {
    const place = places.get(node.id)
    if (!place || graph.hasNode(node.id)) continue
    const color = node.kind === 'site' ? colours.accent : node.kind === 'seed' ? colours.ink : node.kind === 'between' ? groupMarks.other[scheme] : node.tier === null ? colours.faint : tierLadder[scheme][node.tier - 1]!
    graph.addNode(node.id, {
      x: place.x * wide, y: place.y, label: readableHost(node.id), color, isSite: node.kind === 'site',
      size: node.kind === 'site' ? 14 : place.onWay ? 8 : Math.min(8, 3 + Math.log2(1 + node.links)), forceLabel: place.onWay || node.kind === 'site',
    })
  }
  for (const edge of data.edges) {
    if (!graph.hasNode(edge.from) || !graph.hasNode(edge.to) || edge.from === edge.to || graph.hasEdge(edge.from, edge.to)) continue
    const onWay = (places.get(edge.from)?.onWay ?? false) && (places.get(edge.to)?.onWay ?? false)
    graph.addEdge(edge.from, edge.to, { size: onWay ? 1.6 : 0.6, color: onWay ? colours.faint : colours.line, type: 'arrow' })
  }
  return graph
}

/** The name with a rim of the paper's colour, so that lines do not run through it; that of the site above it. */
function named(context: CanvasRenderingContext2D, node: { x: number; y: number; size: number; label?: string | null; isSite?: boolean }, font: string, colours: { paper: string; ink: string }): void {
  if (!node.label) return
  context.font = `${node.isSite ? '600 ' : ''}12px ${font}`
  const width = context.measureText(node.label).width
  const x = node.isSite ? node.x - width + node.size : node.x + node.size + 4
  const y = node.isSite ? node.y - node.size - 7 : node.y + 4
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = colours.paper
  context.strokeText(node.label, x, y)
  context.fillStyle = colours.ink
  context.fillText(node.label, x, y)
}

/** The name in a box of the paper's colour, in both schemes. */
function hovered(context: CanvasRenderingContext2D, node: { x: number; y: number; size: number; label?: string | null; color: string }, font: string, colours: { raised: string; ink: string; line: string }): void {
  if (!node.label) return
  context.font = `600 13px ${font}`
  const width = context.measureText(node.label).width
  context.fillStyle = colours.raised
  context.strokeStyle = colours.line
  context.beginPath()
  context.roundRect(node.x + node.size + 2, node.y - 12, width + 14, 24, 4)
  context.fill()
  context.stroke()
  context.fillStyle = node.color
  context.beginPath()
  context.arc(node.x, node.y, node.size + 1, 0, Math.PI * 2)
  context.fill()
  context.fillStyle = colours.ink
  context.fillText(node.label, node.x + node.size + 9, node.y + 4.5)
}
