import { z } from 'zod'
import { domainToUnicode } from 'node:url'
import { registrableDomain } from '../../model/domain.js'
import { defineAudit } from '../../model/judgement.js'
import { lookUpHost, type Lists } from '../../model/lists.js'
import { isOddSuffix, saleWords } from '../risk/host-offers.js'
import { skeleton } from '../risk/name-likeness.js'
import { looksRandom } from '../risk/random-text.js'
import { linkSpamUpdate } from '../risk/references.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import { flag, guarded, pass, provenTier } from '../risk/trusted.js'
import type { RiskLinkFacts } from '../risk/facts.js'

interface Row {
  pattern: string
  found: string
}

/**
 * RISK-07: the host name looks made by a machine. The weakest of all signals: it needs two patterns to speak at all,
 * and its strength never exceeds 0.25, so that no link is judged by its address alone.
 */
export default defineAudit({
  id: 'risky-host-pattern',
  rule: 'RISK-07',
  judges: 'link',
  title: 'The host name is an ordinary one',
  failureTitle: 'The host name looks generated',
  why: 'Throw-away sites tend to have names of many hyphens, digits or random letters, under top-level domains that cost next to nothing. A hint beside other signs, nothing by itself.',
  innocent: 'Many honest sites have cheap or unusual addresses. No action follows from this.',
  severity: 'low',
  action: 'none',
  references: [linkSpamUpdate],
  needs: ['link'],
  options: { hyphensMin: 3, digitsMin: 4, patternsMin: 2 },
  evidence: z.object({ pattern: z.string().describe('Pattern of the name'), found: z.string().describe('Host or label') }),
  judge: guarded((facts: RiskLinkFacts, options) => {
    const { link, tier, lists } = facts
    if (provenTier(tier) <= 5) return pass()
    const { rows, prior } = patternsOf(link.referringHost, lists, options)
    if (rows.length < (options['patternsMin'] as number)) return pass()
    return flag(Math.min(0.25, 0.08 * rows.length + prior / 4), [...rows])
  }),
  examples: [
    { title: 'hyphens, digits and a throw-away domain', facts: exampleLinkFacts({ page: 'https://best-cheap-dental-2024.top/a' }), verdict: 'flag' },
    { title: 'letters of another script under a throw-away domain', facts: exampleLinkFacts({ page: 'https://xn--helth-ministry-wtl.top/a' }), verdict: 'flag' },
    { title: 'a part drawn by chance on a free host', facts: exampleLinkFacts({ page: 'https://x7k2m9qa4b.cheap-2024.top/a' }), verdict: 'flag' },
    { title: 'one odd thing only', facts: exampleLinkFacts({ page: 'https://walk-in-clinic-guide.example/a' }), verdict: 'pass' },
  ],
})

type Options = Record<string, number | string | boolean>
interface Patterns {
  rows: readonly Row[]
  /** How often names under its top-level domain are thrown away; 0 where that is not known. */
  prior: number
}

/** The host read last: links come by referring domain. */
let last: { host: string; lists: Lists; options: Options; patterns: Patterns } | null = null

function patternsOf(host: string, lists: Lists, options: Options): Patterns {
  if (last === null || last.host !== host || last.lists !== lists || last.options !== options) last = { host, lists, options, patterns: readPatterns(host, lists, options) }
  return last.patterns
}

function readPatterns(host: string, lists: Lists, options: Options): Patterns {
  const domain = registrableDomain(host)
  if (domain === undefined) return { rows: [], prior: 0 }
  const label = domain.slice(0, domain.indexOf('.'))
  const rows: Row[] = []
  if (!label.startsWith('xn--')) {
    if (label.split('-').length - 1 >= (options['hyphensMin'] as number)) rows.push({ pattern: 'many hyphens', found: label })
    if (longestDigits(label) >= (options['digitsMin'] as number)) rows.push({ pattern: 'a run of digits', found: label })
  } else {
    const meant = healthNameLike(label, lists)
    if (meant !== undefined) rows.push({ pattern: `letters of another script that read as the name of ${meant}`, found: domainToUnicode(domain) })
  }
  const drawn = /\d/u.test(host) ? host.split('.').find(looksRandom) : undefined
  if (drawn !== undefined) rows.push({ pattern: 'a part that looks drawn by chance', found: drawn })
  const prior = lists.table('tld-abuse')[host.slice(host.lastIndexOf('.') + 1)]
  if (prior !== undefined) rows.push({ pattern: 'top-level domain often used for throw-away sites', found: host.slice(host.lastIndexOf('.') + 1) })
  if (isOddSuffix(host, lists)) {
    const words = saleWords(label, lists)
    if (words.length >= 2) rows.push({ pattern: 'words of shops put together under an ending of throw-away sites', found: words.join(' + ') })
  }
  const platform = lookUpHost(lists.hostKinds, host)
  if (platform?.entry.kind === 'blog-platform' && platform.key !== host) rows.push({ pattern: 'a part of a free host', found: platform.key })
  const depth = host.split('.').length - domain.split('.').length
  if (depth >= 3) rows.push({ pattern: 'deeply nested subdomains', found: host })
  return { rows, prior: prior ?? 0 }
}

function longestDigits(label: string): number {
  return Math.max(0, ...(label.match(/\d+/gu) ?? []).map((run) => run.length))
}

const names = new WeakMap<Lists, ReadonlyMap<string, string>>()
const lettersMin = 6

/** The known body of medicine that a name in other letters is taken for by the eye. */
function healthNameLike(label: string, lists: Lists): string | undefined {
  let known = names.get(lists)
  if (known === undefined) {
    const made = new Map<string, string>()
    for (const [domain, { tier }] of lists.seeds) {
      const own = domain.split('.', 1)[0]!.replaceAll('-', '')
      if (tier <= 4 && own.length >= lettersMin) made.set(skeleton(own, lists), domain)
    }
    names.set(lists, (known = made))
  }
  return known.get(skeleton(domainToUnicode(label).replaceAll('-', ''), lists))
}
