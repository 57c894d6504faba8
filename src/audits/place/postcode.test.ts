import { expect, it } from 'vitest'
import { isInPostcodeArea, postcodeKey, postcodesIn, postcodeSurroundings } from './postcode.js'

it.each([
  ['D-34117', '34117'], ['sw1a 1aa', 'SW1A1AA'], ['45402-1234', '454021234'], ['00-950', '00950'], ['1000-205', '1000205'], ['1234 ab', '1234AB'], ['M5V 3L9', 'M5V3L9'], ['F-75011', '75011'], ['A-1010', '1010'], ['', ''],
])('%s is %s', (text, expected) => {
  expect(postcodeKey(text)).toBe(expected)
})

it.each([
  ['BS14ST', 'BS1', 'gb', true], ['BS165AA', 'BS1', 'gb', false], ['BS165AA', 'BS', 'gb', true], ['B11AA', 'BS', 'gb', false], ['SW1A1AA', 'SW1A', 'gb', true], ['SW1A1AA', 'SW1A1', 'gb', true], ['SW1A2AA', 'SW1A1', 'gb', false],
  ['454021234', '45402', 'us', true], ['34117', '341', 'de', true], ['34217', '341', 'de', false], ['M5V3L9', 'M5V', 'ca', true], ['1234AB', '1234', 'nl', true], ['3', '3', 'de', false],
])('%s in %s (%s): %s', (code, area, country, expected) => {
  expect(isInPostcodeArea(code, area, country)).toBe(expected)
})

it.each([
  ['100 Main St, Dayton, OH 45402-1234', 'us', ['454021234']], ['1 High Street, Bristol BS1 4ST', 'gb', ['BS14ST']], ['ul. Długa 1, 31-146 Kraków', 'pl', ['31146']], ['Rua Nova 1, 1000-205 Lisboa', 'pt', ['1000205']], ['Dam 1, 1012 JS Amsterdam', 'nl', ['1012JS']],
  ['Königsplatz 1, 34117 Kassel, Tel. 0561 123456', 'de', ['34117']], ['Toronto, ON M5V 3L9', 'ca', ['M5V3L9']], ['Stephansplatz 1, 1010 Wien', 'at', ['1010']], ['no code here', 'us', []],
])('codes in %s', (text, country, expected) => {
  expect(postcodesIn(text, country, country === 'at')).toEqual(expected)
})

it.each([['45503', '455'], ['454021234', '454'], ['BS14ST', 'BS1'], ['SW1A1AA', 'SW1A'], ['M5V3L9', 'M5V'], ['1012JS', '10'], ['1010', '10'], ['45', null], ['', null]])('around %s: %s', (code, expected) => expect(postcodeSurroundings(code)).toBe(expected))
