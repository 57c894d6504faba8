import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import type { RiskLinkFacts } from '../risk/facts.js'
import { pharmaHack, spamPolicies } from '../risk/references.js'
import { quote } from '../risk/reading.js'
import { flag, guarded, pass, unknown } from '../risk/trusted.js'

const seen = { robotAt: '2026-03-01T10:00:00.000Z', browserAt: '2026-03-01T11:00:00.000Z' }

/** RISK-05, cloaking: a link that a page has for search engines alone. Judged from archives that hold both faces of the page; nothing is fetched. */
export default defineAudit({
  id: 'cloaked-link',
  rule: 'RISK-05',
  judges: 'link',
  title: 'The link is there for visitors as well',
  failureTitle: 'The link was shown to a search engine and not to visitors',
  why: 'Attackers put lists of links into pages of others so that only search engines see them. The linked clinic is usually a bystander, mixed in with the sites the attacker sells for.',
  innocent: 'Lists that change from day to day, and parts of a page that scripts write, differ as well. The clinic need do nothing; a polite word to the site helps its owner.',
  notMeasured: ['pages of which no archive holds both faces', 'content that depends on where a visitor comes from or lives'],
  severity: 'high',
  action: 'report-hack',
  references: [{ title: 'Google Search: spam policies, cloaking', url: spamPolicies.url }, pharmaHack],
  needs: ['link', 'page'],
  options: {},
  evidence: z.object({ sign: z.string().describe('In what else the two faces differ'), quote: z.string().describe('What was found'), captures: z.string().describe('When either was captured') }),
  judge: guarded((facts: RiskLinkFacts) => {
    const { robotsOnly } = facts
    if (robotsOnly === undefined) return unknown('the page as a browser and as a search engine’s robot got it, a few days apart: read an archive that holds both with their requests')
    if (robotsOnly === null) return pass()
    return flag(robotsOnly.isPlain ? 0.75 : 0.5, [{ sign: robotsOnly.sign, quote: quote(robotsOnly.quote), captures: `robot ${robotsOnly.robotAt.slice(0, 16)}, browser ${robotsOnly.browserAt.slice(0, 16)}` }])
  }),
  examples: [
    { title: 'a list that the robot alone got', facts: { ...exampleLinkFacts({ page: 'https://parish-club.example/news' }, { pageRecord: {} }), robotsOnly: { ...seen, sign: 'links for the robot alone', quote: '44 other domains linked for the robot, 4 for the browser', isPlain: false } }, verdict: 'flag' },
    { title: 'both got it', facts: { ...exampleLinkFacts({}, { pageRecord: {} }), robotsOnly: null }, verdict: 'pass' },
    { title: 'one face alone', facts: exampleLinkFacts({}, { pageRecord: {} }), verdict: 'unknown' },
  ],
})
