// Fifty people who read at once: what the screens ask, in about the shares in which people look at them.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

const at = (share, numbers) => numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(share * numbers.length))]
const ms = (number) => `${number.toFixed(0)} ms`

/** What the first screens ask and nothing that is new each time: searches, explanations and single domains are left out. */
const listings = new Set(['links.list, first page', 'links.list, a window anywhere', 'links.list, filtered', 'links.facets', 'links.referring-domains', 'overview.show'])

/** `loopDelay()` tells what the server's event loop did since it was last asked, where that is known. With `mix` "listings" only those are asked. */
export async function readTogether({ ask, loopDelay, users, seconds, links, domains, mix }) {
  const random = (() => {
    let state = 5
    return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  })()
  const below = (count) => Math.floor(random() * count)
  const oneOf = (choices) => choices[below(choices.length)]
  const { rows } = await ask('links.list', { limit: 500, offset: below(links / 2) })
  const words = ['guide', 'heart', 'health', 'clinic', 'school', 'news', 'best', 'events', '12']
  /** Share of the questions, and the question. */
  const all = {
    'links.list, first page': [12, () => ask('links.list', { limit: 50 })],
    'links.list, a window anywhere': [16, () => ask('links.list', { limit: 100, offset: below(links * 0.9) })],
    'links.list, filtered': [10, () => ask('links.list', { limit: 50, tier: [1 + below(6)], live: random() < 0.5 })],
    'links.list, several filters': [6, () => ask('links.list', { limit: 50, type: [oneOf(['LT-01', 'LT-03', 'LT-24', 'LT-99'])], followed: random() < 0.5, state: [oneOf(['live', 'lost', 'unconfirmed'])], qualityMin: oneOf([undefined, 20, 40]) })],
    'links.list, another order': [8, () => ask('links.list', { limit: 50, sort: oneOf(['tier', 'firstSeen', 'lastSeen', 'referringDomain', 'typeConfidence']), order: oneOf(['asc', 'desc']), offset: oneOf([0, 0, 50, 5_000]) })],
    'links.list, text search': [6, () => ask('links.list', { limit: 50, text: `${oneOf(words)}${random() < 0.3 ? `-${below(100)}` : ''}` })],
    'links.facets': [10, () => ask('links.facets', oneOf([{}, { tier: [1 + below(6)] }, { live: true, followed: random() < 0.5 }, { text: oneOf(words) }]))],
    'links.referring-domains': [8, () => ask('links.referring-domains', { limit: 50, offset: below(domains * 0.9) })],
    'links.referring-domains, sorted': [4, () => ask('links.referring-domains', { limit: 50, sort: oneOf(['links', 'bestQuality', 'lastSeen', 'referringDomain']), ...(random() < 0.5 ? { text: String(below(1_000)) } : {}) })],
    'links.anchors': [4, () => ask('links.anchors', { limit: 50, offset: oneOf([0, 0, 50, 100]), ...(random() < 0.5 ? { text: oneOf(words) } : {}) })],
    'links.explain': [2, () => ask('links.explain', { link: oneOf(rows).id })],
    'links.history': [1, () => ask('links.history', {})],
    'domains.show': [2, () => ask('domains.show', { domain: oneOf(rows).referringDomain })],
    'risk.review': [3, () => ask('risk.review', { offset: oneOf([0, 0, 25, 50]) })],
    'overview.show': [8, () => ask('overview.show', {})],
  }
  const questions = mix === 'listings' ? Object.fromEntries(Object.entries(all).filter(([name]) => listings.has(name))) : all
  const times = Object.fromEntries(Object.keys(questions).map((name) => [name, []]))
  const drawn = Object.entries(questions).flatMap(([name, [share]]) => Array.from({ length: share }, () => name))
  for (const [name, [, question]] of Object.entries(questions)) {
    const begin = performance.now()
    await question()
    console.log(`  ${name.padEnd(32)} asked for the first time: ${ms(performance.now() - begin)}`)
  }
  await loopDelay()
  const end = performance.now() + seconds * 1000
  await Promise.all(Array.from({ length: users }, async () => {
    // Nobody begins on the same beat.
    await sleep(random() * 500)
    while (performance.now() < end) {
      const name = oneOf(drawn)
      const begin = performance.now()
      await questions[name][1]()
      times[name].push(performance.now() - begin)
      // A person reads what they got: each asks about twice a second.
      await sleep(300 + random() * 400)
    }
  }))
  const taken = Object.values(times).flat()
  console.log(`${users} people for ${seconds} s: ${taken.length} reads, median ${ms(at(0.5, taken))}, p95 ${ms(at(0.95, taken))}, p99 ${ms(at(0.99, taken))}, most ${ms(Math.max(...taken))} (aim: p95 under 100 ms)`)
  const loop = await loopDelay()
  if (loop !== undefined) console.log(`the server: ${(loop.cpuMs / taken.length).toFixed(1)} ms of processor time a read, event loop p50 ${ms(loop.p50)}, p99 ${ms(loop.p99)}, most ${ms(loop.most)}; ${loop.memoryMb.toFixed(0)} MiB`)
  for (const [name, list] of Object.entries(times)) if (list.length > 0) console.log(`  ${name.padEnd(32)} ${String(list.length).padStart(4)} reads, median ${ms(at(0.5, list))}, p95 ${ms(at(0.95, list))}, most ${ms(Math.max(...list))}`)
}
