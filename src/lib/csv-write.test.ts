import { expect, it } from 'vitest'
import { csvLine } from './csv-write.js'

it.each([
  [['a', 1, true, null], 'a,1,true,\r\n'],
  [['say "hi"', 'a,b', 'x\ny'], '"say ""hi""","a,b","x\ny"\r\n'],
  [['=HYPERLINK("x")', '@a', '-5', '+1'], '"\'=HYPERLINK(""x"")",\'@a,\'-5,\'+1\r\n'],
  [[-5], '-5\r\n'],
])('writes %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})
