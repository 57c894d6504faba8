import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { operations } from '../operations/index.js'
import { typeMapText } from './type-map.js'

it('operation-types.ts is as the declarations print it (npm run docs)', () => {
  expect(readFileSync(new URL('./operation-types.ts', import.meta.url), 'utf8')).toBe(typeMapText(operations))
})
