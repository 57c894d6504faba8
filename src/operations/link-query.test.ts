import { expect, it } from 'vitest'
import { checkFindings } from './link-query.js'

it('findings go by rule or audit, and one that there is not is refused with those there are', () => {
  expect(() => checkFindings([])).not.toThrow()
  expect(() => checkFindings(['RISK-01', 'RISK-11', 'link-farm-page'])).not.toThrow()
  for (const slip of ['RISK-99', 'risk-11', 'nope']) expect(() => checkFindings(['RISK-01', slip])).toThrow(new RegExp(`no finding "${slip}".*RISK-01, .*RISK-11`, 'u'))
})
