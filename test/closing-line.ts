import type { Reporter, TestModule } from 'vitest/node'

/** Names the tests that passed only on the second try, then prints the one line that says how many passed, failed and were skipped, alone at the end. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        counts[test.result().state] += 1
        if (test.diagnostic()?.flaky) console.log(`Passed only on the second try: ${module.relativeModuleId} > ${test.fullName}`)
      }
      if (module.errors().length > 0) counts.failed += 1
    }
    console.log(`${counts.passed} passed, ${counts.failed + counts.pending} failed, ${counts.skipped} skipped`)
  }
}
