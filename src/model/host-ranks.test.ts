import { expect, it } from 'vitest'
import { isPlatformSuffix } from './domain.js'
import { rankNamesOf } from './host-ranks.js'

it.each([
  ['www.a.nih.gov', ['www.a.nih.gov', 'a.nih.gov', 'nih.gov']],
  ['me.github.io', ['me.github.io', 'github.io']],
  ['www.nhs.uk', ['www.nhs.uk', 'nhs.uk']],
  ['nhs.uk', ['nhs.uk', 'www.nhs.uk']],
  ['clinic.nhs.uk', ['clinic.nhs.uk']],
  ['127.0.0.1', []],
  ['localhost', []],
])('%s may be ranked as %j', (host, names) => {
  expect(rankNamesOf(host)).toEqual(names)
})

it.each([
  ['github.io', true], ['blogspot.com', true], ['co.uk', false], ['nhs.uk', false], ['nih.gov', false], ['com', false], ['me.github.io', false],
])('%s is the suffix of a platform: %s', (name, expected) => {
  expect(isPlatformSuffix(name)).toBe(expected)
})
