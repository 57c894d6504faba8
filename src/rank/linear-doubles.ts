import { iterationPhases } from './linear-phases.js'
import { goesOn, gridFor, writeLanes, type LinearSteps, type SteppedRun } from './linear-steps.js'
import type { Lane } from './linear.js'

/** Everybody gives the value it has, in doubles: the steps as they are written, times a factor. */
export function doubleSteps(run: SteppedRun): LinearSteps {
  const round = iterationPhases(run.layout)
  return {
    begin: async () => undefined,
    round() {
      writeLanes(run, (state) => {
        const { vector: { damping, even }, norm, under, changes } = state
        return [damping, ((1 - damping) * even) / run.vertexCount, inverse(normAfter(state)), inverse(norm), under ? 1 : 0, factorOf(state), gridFor(changes.at(-1) ?? 1)]
      })
      return round
    },
    settle(sums, iteration) {
      for (const [lane, state] of run.lanes.entries()) {
        if (!state.under) continue
        const [change, coarse, fine] = sums[lane]!
        const gave = factorOf(state) * state.givers
        state.norm = normAfter(state)
        state.gave = gave
        state.givers = (coarse + fine) * state.norm
        state.changes.push(change)
        state.iterations = iteration
        state.under = goesOn(state.vector, iteration, change)
      }
    },
    end: async () => undefined,
  }
}

/** The norm to come is known before: what is given, and the jump. */
function normAfter(state: Lane): number {
  const { vector: { damping }, givers, jump, fixed } = state
  return damping * (factorOf(state) * givers + (fixed?.given ?? 0)) + (1 - damping) * jump
}

/**
 * What values are multiplied by before they are given away: the number for which the sum over linking vertices is what
 * the equation says, x = c·(what is given to them) + (1 − c)·v, if they get the same share of it as last time. Without
 * it the scale of x comes right last of all, which takes two thirds of the iterations. Where x is right it is 1.
 */
function factorOf({ vector: { damping, plain = false }, givers, gave, norm, linkingJump, fixed }: Lane): number {
  const jump = (1 - damping) * linkingJump
  const linking = norm - (fixed?.total ?? norm - givers)
  const share = fixed !== null || gave <= 0 ? 1 : Math.max(0, Math.min(1, (linking - jump) / (damping * gave)))
  const factor = (jump + damping * (fixed?.given ?? 0)) / (linking - damping * share * givers)
  return plain || !(factor > 0 && factor < Infinity) ? 1 : factor
}

function inverse(norm: number): number {
  return norm > 0 ? 1 / norm : 0
}
