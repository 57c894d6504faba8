import { mix } from './made-graph.mjs'

/** Names by id: reversed, rising, invented; the shares of the endings are roughly those of the web. */
export function vertexNames(plan) {
  const total = endings.reduce((sum, [, share]) => sum + share, 0)
  const starts = []
  let share = 0
  for (const [name, part] of [...endings].sort(([a], [b]) => (`${a}.` < `${b}.` ? -1 : 1))) {
    starts.push({ name, first: Math.floor((plan.vertexCount * share) / total) })
    share += part
  }
  return (id) => {
    let low = 0
    for (let high = starts.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1
      if (starts[middle].first <= id) low = middle
      else high = middle - 1
    }
    const count = (starts[low + 1]?.first ?? plan.vertexCount) - starts[low].first
    const length = Math.max(2, Math.ceil(Math.log(count + 1) / Math.log(26)))
    let place = Math.floor(((id - starts[low].first) * 26 ** length) / count)
    let word = ''
    for (let at = 0; at < length; at += 1) {
      word = String.fromCharCode(97 + (place % 26)) + word
      place = Math.floor(place / 26)
    }
    let chance = mix(id ^ plan.seed ^ 0x68bc21eb)
    for (let rest = chance % 9; rest > 0; rest -= 1) {
      chance = mix(chance)
      word += 'aeioustrnlcdmph-'[rest > 1 ? chance >>> 28 : (chance >>> 28) % 15]
    }
    return `${starts[low].name}.${word}`
  }
}

const endings = [
  ['com', 43], ['de', 6], ['org', 5.5], ['net', 4.5], ['uk.co', 3.5], ['ru', 3.4], ['nl', 2.4], ['fr', 2.2], ['it', 2.2], ['pl', 1.6], ['br.com', 1.6], ['jp.ne', 0.5], ['jp.co', 1.3], ['cn', 1.2], ['es', 1.2], ['ch', 1],
  ['au.com', 1], ['ca', 0.9], ['eu', 0.9], ['se', 0.8], ['be', 0.8], ['cz', 0.8], ['at', 0.7], ['info', 1.3], ['dk', 0.6], ['xyz', 0.8], ['shop', 0.6], ['online', 0.6], ['site', 0.4], ['io', 0.6], ['co', 0.6], ['hu', 0.5], ['ro', 0.4],
  ['gr', 0.4], ['no', 0.4], ['fi', 0.4], ['us', 0.4], ['in', 0.5], ['ir', 0.5], ['mx.com', 0.3], ['ar.com', 0.3], ['tr.com', 0.4], ['ua.com', 0.3], ['sk', 0.3], ['uk.org', 0.4], ['edu', 0.06], ['gov', 0.04], ['uk.ac', 0.02],
  ['uk.nhs', 0.01], ['health', 0.03], ['clinic', 0.03], ['au.org', 0.05], ['jp.or', 0.1], ['biz', 0.5], ['top', 0.7], ['club', 0.2], ['app', 0.3], ['me', 0.3], ['tv', 0.2], ['vn', 0.3], ['za.co', 0.4], ['nz.co', 0.2], ['il.co', 0.2],
]
