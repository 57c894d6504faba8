import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { printedDocs } from '../src/operations/printed-docs.js'

it.each(printedDocs().map((doc) => [doc.path, doc.text] as const))('docs/%s is as the declarations print it (npm run docs)', (path, text) => {
  expect(readFileSync(new URL(`../docs/${path}`, import.meta.url), 'utf8')).toBe(text)
})
