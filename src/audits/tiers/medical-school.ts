import { registrableDomain } from '../../model/domain.js'
import type { Lists } from '../../model/lists.js'

const prepared = new WeakMap<Lists, ReadonlySet<string>>()
/** Labels of hosts that hold a faculty of health, under any academic name. */
const facultyLabels = new Set(['med', 'medicine', 'medschool', 'medical', 'medizin', 'medecine', 'medicina', 'medicin', 'health', 'publichealth', 'sph', 'nursing', 'pharmacy', 'pharm', 'dental', 'dentistry', 'som', 'hsc', 'healthsciences', 'klinikum', 'uniklinik', 'hospital', 'clinic'])
const namedFaculty = /medic(?!i\b)|medizin|m[ée]dic|nursing|pharmac|farmac|dental|dentist|odontol|health|gesundheit|sant[ée]\b|salud|sa[úu]de|kesehatan|sağlık|saglik|hygiene|osteopath|optometr|chiropract|physiotherap|enfermer|infirmier/iu
/** Public colleges of the United States of a kind that nearly all train nurses. */
const nursingColleges = /\b(?:community|technical|county|junior) (?:and technical )?college\b|\bcommunity (?:&|and) technical\b|\bcollege of technology and health\b|\bstate (?:university|college|community)\b/iu
/** What an institution of one subject other than health has in its name. */
const otherSubjects = /\b(?:art|arts|design|music|film|theolog\w*|seminary|bible|business|management|law|engineering|mines|maritime|military|naval|culinary|conservatory|rabbinical|yeshiva|polytechnic|agricultur\w*|veterinary|fashion)\b/iu

/** Why an academic institution counts as one of medicine, in words; null where nothing says so. */
export function medicalSchoolSign(host: string, name: string, country: string | undefined, lists: Lists): { found: string; sure: boolean } | null {
  const labels = host.split('.')
  const known = schools(lists)
  for (let from = 0; from < labels.length - 1; from += 1) {
    const key = labels.slice(from).join('.')
    if (known.has(key)) return { found: `${key} is on the list of universities that teach medicine or another health profession`, sure: true }
  }
  // Only an institution gives out names below its own; the registrable name itself is whatever its holder asked for.
  const below = labels.slice(0, labels.length - (registrableDomain(host) ?? host).split('.').length)
  const label = below.find((one) => facultyLabels.has(one))
  if (label !== undefined) return { found: `"${label}" in the host names a faculty of health`, sure: name !== '' }
  if (namedFaculty.test(name) && !/veterin/iu.test(name)) return { found: 'a health profession stands in its name', sure: true }
  if (labels.slice(0, -1).some((one) => /(?:^|-)(?:med|medical|medschool|nursing|pharmacy|dental)(?:-|$)|medicine|medschool/u.test(one))) return { found: 'a health profession stands in its host name', sure: false }
  if (country === 'US' && nursingColleges.test(name) && !otherSubjects.test(name)) return { found: 'a public college of the United States of a kind that nearly all train nurses', sure: false }
  return null
}

function schools(lists: Lists): ReadonlySet<string> {
  let known = prepared.get(lists)
  if (known === undefined) prepared.set(lists, (known = new Set(lists.wordIds('medical-schools/').flatMap((id) => lists.words(id)))))
  return known
}
