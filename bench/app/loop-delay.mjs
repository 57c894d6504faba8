// Loaded before the server of this bench: tells how long its event loop let others wait, and the processor time it took,
// since it was last asked.
import { monitorEventLoopDelay } from 'node:perf_hooks'

// A process that the server starts has the same beginnings, and speaks with the server alone.
if (process.send && process.argv[1]?.endsWith('citewell.mjs')) {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  let begun = process.cpuUsage()
  process.on('message', (message) => {
    if (message !== 'loop delay') return
    const { user, system } = process.cpuUsage(begun)
    process.send({ p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, most: delay.max / 1e6, cpuMs: (user + system) / 1_000, memoryMb: process.memoryUsage().rss / 2 ** 20 })
    delay.reset()
    begun = process.cpuUsage()
  })
  process.channel.unref()
}
