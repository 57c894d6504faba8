import { expect, it } from 'vitest'
import { namesPatient } from './personal-data.js'

const conditions = ['epilepsy', 'breast cancer', 'covid-19']

it.each([
  ['a condition of two words', 'Our patient Marga Telmann was treated for breast cancer', true],
  ['the words of a condition apart', 'Our patient Marga Telmann has cancer, not of the breast', false],
  ['only the first of them', 'Our patient Marga Telmann: breast pain', false],
  ['at either end, with signs between', 'Epilepsy – how Marga Telmann lives, a patient', true],
  ['a longer word that begins alike', 'Our patient Marga Telmann reads Epilepsytoday', false],
  ['in capitals', 'OUR PATIENT Marga Telmann AND HER BREAST  CANCER', true],
  ['no word at all', ' – ', false],
])('%s', (_, text, found) => expect(namesPatient(text, ['patient'], conditions, [], new Set())).toBe(found))
