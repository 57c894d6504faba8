import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'app/**/*.test.{ts,tsx}'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Programs, browsers and databases meet a busy machine now and then. What passed only on the second try is named at the end.
    retry: 1,
    reporters: ['default', './test/closing-line.ts'],
    globalSetup: ['./test/global-setup.ts'],
  },
})
