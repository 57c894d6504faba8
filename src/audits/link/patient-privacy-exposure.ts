import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { Lists } from '../../model/lists.js'
import type { ProviderProfile } from '../../model/profile.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fieldsOf } from '../risk/reading.js'
import { wordSet } from '../tiers/label-patterns.js'
import { namesPatient, personalParameters, redactedUrl } from '../risk/personal-data.js'
import { flag, pass } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

/**
 * RISK-31: the link itself gives a patient away: a record number, birth date or access token in an address, or a name
 * beside a condition in the words around it.
 *
 * Not about link spam, so it also speaks of trusted referrers. Evidence is redacted: names of parameters and the
 * address without its query, never a value and never a person's name, because findings are exported and mailed.
 */
export default defineAudit({
  id: 'patient-privacy-exposure',
  rule: 'RISK-31',
  judges: 'link',
  title: 'The link reveals no patient',
  failureTitle: 'The link may reveal a patient',
  why: 'An address with a record number, birth date or access token, or a name beside a diagnosis, can identify a patient to anyone who sees the link. This is a hint for the privacy officer, not a question of search engines.',
  innocent: 'The person may have agreed to have the story published, or the value may be a sample. Ask before you conclude.',
  severity: 'critical',
  action: 'legal-review',
  references: [
    { title: 'HHS: HIPAA privacy rule, uses and disclosures', url: 'https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/index.html' },
    { title: 'Regulation (EU) 2016/679, article 9', url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
  ],
  needs: ['link', 'profile'],
  options: {},
  evidence: z.object({ sign: z.string().describe('What may reveal a patient; values are never shown'), where: z.string().describe('Address without its query') }),
  judge(facts: RiskLinkFacts) {
    const { link, site, lists } = facts
    const rows: Array<{ sign: string; where: string }> = []
    let strength = 0
    for (const url of [link.target, link.referringPage]) {
      for (const parameter of url === null ? [] : personalParameters(url, lists)) {
        rows.push({ sign: `${parameter.kind === 'record' ? 'a patient record or visit' : 'an access token'} in parameter “${parameter.name.slice(0, 40)}”`, where: redactedUrl(url!) })
        strength = Math.max(strength, parameter.kind === 'record' ? 0.95 : 0.8)
      }
    }
    // The scan every audit shares says whether the word stands there at all; nearly always it does not.
    const speaksOfPatient = fieldsOf(facts).some((field) => (field.place === 'anchor text' || field.place === 'words around the link') && field.hits.some((hit) => hit.list === 'risk/patient'))
    if (speaksOfPatient) {
      const words = `${link.context?.before ?? ''} ${link.anchorText ?? ''} ${link.context?.after ?? ''}`.trim()
      if (namesPatient(words, lists.words('risk/patient'), conditionsOf(site.profile, lists), site.profile.clinicians.map((clinician) => clinician.name), wordSet(lists, 'identity/not-names'))) {
        rows.push({ sign: 'words around the link name a person as a patient beside a condition', where: link.referringPage === null ? link.referringDomain : redactedUrl(link.referringPage) })
        strength = Math.max(strength, 0.6)
      }
    }
    return rows.length === 0 ? pass<(typeof rows)[number]>() : flag(strength, rows.slice(0, 6))
  },
  examples: [
    { title: 'record number in the address', facts: exampleLinkFacts({ target: 'https://northgate-heart.example/portal/visit?mrn=4482913&dob=1961-04-02' }), verdict: 'flag' },
    { title: 'a patient named beside a diagnosis', facts: exampleLinkFacts({ before: 'Our patient Marga Telmann was treated for breast cancer at', anchor: 'Northgate Heart' }), verdict: 'flag' },
    { title: 'the portal’s ordinary address', facts: exampleLinkFacts({ target: 'https://northgate-heart.example/portal/login?lang=en' }), verdict: 'pass' },
    { title: 'a doctor named beside a condition', facts: exampleLinkFacts({ before: 'Dr. Amara Rao explains to every patient what epilepsy means at', anchor: 'Northgate Heart' }, { profile: { clinicians: [{ name: 'Amara Rao' }] } }), verdict: 'pass' },
  ],
})

const conditions = new WeakMap<ProviderProfile, { lists: Lists; words: readonly string[] }>()

/** Conditions of the lists and of the provider, as one list for all links. */
function conditionsOf(profile: ProviderProfile, lists: Lists): readonly string[] {
  let known = conditions.get(profile)
  if (known?.lists !== lists) conditions.set(profile, (known = { lists, words: [...lists.words('risk/condition'), ...profile.conditions] }))
  return known.words
}
