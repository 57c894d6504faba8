import { registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'
import { folded, wordsOf } from '../link-types/phrases.js'
import { labelTest, wordSet } from './label-patterns.js'

const prepared = new WeakMap<Lists, ReadonlySet<string>>()

/** Why an academic institution counts as one of medicine, in words; null where nothing says so. */
export function medicalSchoolSign(host: string, name: string, country: string | undefined, lists: Lists): { found: string; sure: boolean; isListed?: true } | null {
  const labels = host.split('.')
  const known = schools(lists)
  for (let from = 0; from < labels.length - 1; from += 1) {
    const key = labels.slice(from).join('.')
    if (known.has(key)) return { found: `${key} is on the list of universities that teach medicine or another health profession`, sure: true, isListed: true }
  }
  // Only an institution gives out names below its own; the registrable name itself is whatever its holder asked for.
  const below = labels.slice(0, labels.length - (registrableDomain(host) ?? host).split('.').length)
  const label = below.find((one) => wordSet(lists, 'label/faculty').has(one))
  if (label !== undefined) return { found: `"${label}" in the host names a faculty of health`, sure: name !== '' }
  const plain = folded(name)
  if (namesHealth(plain, lists)) return { found: 'a health profession stands in its name', sure: true }
  const isNamed = (one: string) => one.split('-').some((part) => wordSet(lists, 'label/medical-part').has(part)) || one.includes('medicine') || one.includes('medschool')
  const isOther = (one: string) => lists.words('academic/not-health').some((word) => one.includes(word.replaceAll(' ', '')))
  if (labels.slice(0, -1).some((one) => isNamed(one) && !isOther(one))) return { found: 'a health profession stands in its host name', sure: false }
  if (country !== 'US' || !lists.words('academic/nursing-colleges').some((words) => plain.includes(words)) || wordsOf(name).some(labelTest(lists, 'academic/other-subjects'))) return null
  return { found: 'a public college of the United States of a kind that nearly all train nurses', sure: false }
}

/** True for a society of a profession that calls itself a college or a faculty: it examines doctors and teaches nobody. */
export function isProfessionalCollege(name: string, lists: Lists): boolean {
  const plain = folded(name)
  return lists.words('academic/professional-colleges').some((words) => plain.includes(words))
}

function namesHealth(plain: string, lists: Lists): boolean {
  if (plain === '' || lists.words('academic/not-health').some((word) => plain.includes(word))) return false
  const stems = lists.words('academic/health-stems')
  return wordsOf(plain).some((word) => !wordSet(lists, 'academic/health-exceptions').has(word) && (wordSet(lists, 'academic/health-words').has(word) || stems.some((stem) => word.includes(stem))))
}

function schools(lists: Lists): ReadonlySet<string> {
  let known = prepared.get(lists)
  if (known === undefined) prepared.set(lists, (known = new Set(lists.wordIds('medical-schools/').flatMap((id) => lists.words(id)))))
  return known
}
