import { basePhases, firstPhases, shortPhases, spreadPhases } from './linear-phases.js'
import { goesOn, gridFor, readResults, writeLanes, type LinearSteps, type SteppedRun } from './linear-steps.js'
import type { Lane } from './linear.js'

/**
 * Neighbours give shorts, of eight binary digits, or of three where three vectors share four bytes, and each row keeps what those could not say, so that nothing is lost.
 * With b = (1 − c)·v and r = b − (x − c·Tᵀx), what a row has still to give, an iteration gives g ≈ r, in equal parts to
 * neighbours: x becomes x + g, and r becomes r − g + c·Tᵀg. That holds r exactly what it says, however roughly g was rounded; and
 * r goes to 0. Since sums are of r, not of x, their rounding gets smaller with every iteration, too.
 *
 * Before it gives, everything is multiplied by a scale s: x becomes s·x, and r becomes s·r + (1 − s)·b. It is the number for which
 * there would be nothing to give in all, if the same share of all values goes to those who give as last time. Without it
 * the scale of x comes right last of all, which takes two thirds of the iterations.
 */
export function shortSteps(run: SteppedRun): LinearSteps {
  const { layout, memories, crew, lanes, vertexCount, signal } = run
  const rounds = [shortPhases(layout, 0), shortPhases(layout, 1)] as const
  const normOf = ({ vector: { damping }, givers, jump, fixed }: Lane) => damping * (givers + (fixed?.given ?? 0)) + (1 - damping) * jump
  return {
    async begin() {
      if (layout.shape.side === 'out') await takeBases(run)
      writeLanes(run, (state) => laneNumbers(state, 0, vertexCount))
      const first = firstPhases(layout)
      await crew.run(first.phases, { signal })
      for (const [lane, [, total, held]] of readResults(first.results, memories, lanes.length).entries()) {
        const state = lanes[lane]!
        if (!state.under) continue
        state.givers = total
        state.due = held
        state.norm = normOf(state)
      }
    },
    round(iteration) {
      writeLanes(run, (state) => laneNumbers(state, scaleOf(state), vertexCount))
      return rounds[iteration % 2 === 1 ? 0 : 1]
    },
    settle(sums, iteration) {
      for (const [lane, state] of lanes.entries()) {
        if (!state.under) continue
        const [given, total, held] = sums[lane]!
        const { vector: { damping }, due, givers } = state
        const scale = scaleOf(state)
        // What they had before it was scaled, and what of that came to them from all values so far.
        const share = ((held - (1 - scale) * due) / scale + givers - due) / (damping * givers)
        state.share = share > 0 ? Math.min(1, share) : 0
        state.givers = total
        state.norm = normOf(state)
        const change = state.norm > 0 ? given / state.norm : 0
        state.changes.push(change)
        state.iterations = iteration
        state.under = goesOn(state.vector, iteration, change)
      }
    },
    async end() {
      if (layout.shape.side === 'out') return
      writeLanes(run, () => [0, 0, 0, 0, 1, 1, gridFor(1)])
      await crew.run(spreadPhases(layout), { signal })
    },
  }
}

/** What dangling vertices give never changes: it is taken once, with the jump, as each row's base; then they give no more. */
async function takeBases({ layout, memories, crew, lanes, vertexCount, signal }: SteppedRun): Promise<void> {
  writeLanes({ layout, memories, lanes }, ({ vector: { damping, even } }) => [damping, ((1 - damping) * even) / vertexCount, 0, 0, 1, 1, gridFor(1)])
  await crew.run(basePhases(layout), { signal })
  for (const [number, { neighboursAt, neighbourCount }] of layout.plan.memories.entries()) new Uint8Array(memories[number]!.buffer, neighboursAt, neighbourCount * layout.plan.needs.neighbourBytes).fill(0)
}

function scaleOf({ vector: { damping }, givers, due, share }: Lane): number {
  const scale = due / (givers - damping * share * givers)
  return scale > 0 && scale < Infinity ? scale : 1
}

/** The doubles of a lane that kernels/rank/rests.ts reads. Before the first iteration the scale is 0: all that is there is the jump. */
function laneNumbers(state: Lane, scale: number, vertexCount: number): number[] {
  const { vector: { damping, even }, under, changes, norm, givers, linkingJump, fixed } = state
  if (!under) return [0, 0, 1, 0, 0, 6, 6]
  const jump = (1 - damping) * linkingJump + damping * (fixed?.given ?? 0)
  const last = scale === 0 ? 0 : changes.length === 0 ? jump : changes.at(-1)! * norm
  const most = 1.01 * scale * last + Math.abs(1 - scale) * jump
  return [scale * damping, ((1 - scale) * (1 - damping) * even) / vertexCount, scale, 1 - scale, 1, gridFor(most), gridFor(scale * givers + most)]
}
