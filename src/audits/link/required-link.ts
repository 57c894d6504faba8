import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { isFollowed } from '../../model/link.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { fieldsOf, firstHit, quote, type Field } from '../risk/reading.js'
import { qualifyLinks, spamPolicies } from '../risk/references.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

const places: ReadonlySet<Field['place']> = new Set(['words around the link', 'headings', 'main text'])

/** RISK-23: the page says that the link is a condition of something: a template, a widget, a partner's terms. */
export default defineAudit({
  id: 'required-link',
  rule: 'RISK-23',
  judges: 'link',
  title: 'The link is given freely',
  failureTitle: 'The page says that the link is required',
  why: 'Terms that require a link without the choice to qualify it are named in the spam policies.',
  innocent: 'A credit that is optional, or may carry nofollow, is meant by nobody. Most licences ask for a mention and no followed link.',
  severity: 'medium',
  action: 'fix-own-practice',
  references: [spamPolicies, qualifyLinks],
  needs: ['link', 'page'],
  options: {},
  evidence: z.object({ phrase: z.string().describe('Words found'), place: z.string().describe('Where'), quote: z.string().describe('The passage') }),
  judge: guarded((facts: RiskLinkFacts) => {
    if (!isFollowed(facts.link.rel, facts.link.robots)) return pass()
    const found = firstHit(fieldsOf(facts), 'risk/forced-link', places)
    if (found !== undefined) return flag(0.4, [{ phrase: found.hit.phrase, place: found.field.place, quote: quote(found.field.text, found.hit.phrase) }])
    return facts.page === null ? unknown('page and terms of the partner: whether the link is a condition') : pass()
  }),
  examples: [
    { title: 'a widget’s terms on the page', facts: exampleLinkFacts({ before: 'Free to use; a link back is required', after: '' }, { pageRecord: {} }), verdict: 'flag' },
    { title: 'nothing of the kind', facts: exampleLinkFacts({}, { pageRecord: {} }), verdict: 'pass' },
    { title: 'page not read', facts: exampleLinkFacts({}), verdict: 'unknown' },
  ],
})
