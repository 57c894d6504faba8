#!/usr/bin/env node
import { existsSync } from 'node:fs'

const main = new URL('../dist/main.js', import.meta.url)
if (!existsSync(main)) {
  console.error('Citewell is not built yet: dist/main.js is missing. Run: npm run build')
  process.exit(1)
}
const { run } = await import(main.href)
await run(process.argv.slice(2))
