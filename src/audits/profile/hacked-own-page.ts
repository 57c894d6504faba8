import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import { attackersWords } from '../risk/attackers-words.js'
import { exampleProfileFacts } from '../risk/example-facts.js'
import { ownPagesMissing, ownRowsMax, readOwnPages } from '../risk/own-pages.js'
import { pharmaHack, spamPolicies } from '../risk/references.js'
import { flag, pass, unknown } from '../risk/trusted.js'
import type { RiskProfileFacts } from '../risk/facts.js'

const fix = 'Take the page down, look for other added files and unknown users, change passwords, update the software, then ask Search Console to look again.'

/**
 * RISK-40: offers of drugs, gambling or forged goods on the site's own pages, as attackers leave them.
 *
 * A clinic may name any drug; only an offer of it counts, in the title, the headings, the text or the outgoing links, and
 * words of help beside it cancel it.
 */
export default defineAudit({
  id: 'hacked-own-page',
  rule: 'RISK-40',
  judges: 'profile',
  title: 'The site’s own pages speak of its own subjects',
  failureTitle: 'Pages of the site itself carry offers that look left by an attacker',
  why: 'Attackers add pages and links for pills, gambling and forged goods to sites of clinics. Search engines then show the clinic for them, or leave its pages out.',
  innocent: 'A page that explains why not to buy medicines online may quote such an offer; look at the words quoted.',
  severity: 'high',
  action: 'report-hack',
  ownSiteAdvice: 'Have whoever runs your site remove what was left there, close the way in and change the passwords; then ask for a review in Search Console if it warns of it',
  references: [pharmaHack, spamPolicies],
  needs: ['own pages'],
  options: { outgoingMin: 2 },
  evidence: z.object({ url: z.string().describe('Page of the site'), place: z.string().describe('Where on it'), quote: z.string().describe('The words'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts, options) {
    const pages = readOwnPages(facts)
    if (pages === undefined) return unknown(ownPagesMissing)
    const rows = pages.flatMap((page) => {
      const found = attackersWords(page, facts.lists, options['outgoingMin'] as number)
      return found === undefined ? [] : [{ url: page.url, ...found, severity: 'high', fix }]
    })
    return rows.length === 0 ? pass() : flag(rows.length >= 3 ? 0.75 : 0.6, rows.slice(0, ownRowsMax))
  },
  examples: [
    { title: 'a page nobody at the clinic wrote', facts: exampleProfileFacts([], { ownPages: [{ url: 'https://northgate-heart.example/wp-content/x7.html', title: 'Buy viagra without prescription' }, {}] }), verdict: 'flag' },
    { title: 'a warning', facts: exampleProfileFacts([], { ownPages: [{ title: 'Warning: do not buy viagra from unknown shops' }] }), verdict: 'pass' },
    { title: 'no own page read', facts: exampleProfileFacts([]), verdict: 'unknown' },
  ],
})
