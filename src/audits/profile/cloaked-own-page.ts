import { z } from 'zod'
import { defineAudit } from '../../model/judgement.js'
import type { PageRecord } from '../../model/page.js'
import { attackersWords } from '../risk/attackers-words.js'
import { exampleProfileFacts, type ExamplePage } from '../risk/example-facts.js'
import type { RiskProfileFacts } from '../risk/facts.js'
import { bitsBetween } from '../risk/like-texts.js'
import { flagOwn } from '../risk/own-pages.js'
import { pharmaHack, spamPolicies } from '../risk/references.js'
import { fold } from '../risk/spam-scan.js'
import { pass, unknown } from '../risk/trusted.js'
import { ledAway, type Led } from '../risk/led-away.js'
import { isFuller, leadsTo, pairsOf, type Faces } from '../risk/two-faces.js'

const fix = 'Look for added code in templates and in the server’s rules that asks who is calling, change passwords, update the software, then ask Search Console to look again.'

/**
 * RISK-40, cloaking: own pages that a search engine's robot got with another content than a browser, as attackers do it so
 * that nobody at the clinic sees what the engine does. Judged from archives that hold both captures with their requests;
 * nothing is fetched.
 *
 * Pages change by themselves, so only captures a few days apart are compared; a robot is shown more than a browser of pages
 * that scripts write and of paywalls that say so, so an empty or closed face says nothing but by its offers. Visitors who are
 * sent elsewhere tell only where no honest reason fits (led-away.ts).
 */
export default defineAudit({
  id: 'cloaked-own-page',
  rule: 'RISK-40',
  judges: 'profile',
  title: 'Search engines and visitors get the same pages',
  failureTitle: 'Search engines got other pages of the site than visitors',
  why: 'Attackers show their offers to search engines alone, or send visitors elsewhere, so that the owner sees nothing wrong. Search engines call it cloaking and leave such pages out.',
  innocent: 'Tests of two versions, pages for another country or language, walls that ask for consent or a login, a move to another domain, and a page that was written anew between the two captures differ as well.',
  notMeasured: ['pages of which no archive holds both faces', 'whether the whole site moved or all its visitors are sent away, where every page leads to one other domain from some time on', 'content that depends on where a visitor comes from or lives, as the two captures were made alike in that'],
  severity: 'high',
  action: 'report-hack',
  ownSiteAdvice: 'Have whoever runs your site look for what shows search engines another page, and remove it; if you show it on purpose, show both the same',
  references: [{ title: 'Google Search: spam policies, cloaking', url: spamPolicies.url }, pharmaHack],
  needs: ['own pages', 'own faces'],
  options: { daysMax: 7, bitsMin: 24, wordsMin: 100, outgoingMin: 2, hiddenDomainsMin: 5 },
  evidence: z.object({ url: z.string().describe('Page of the site'), place: z.string().describe('In what the two differ'), quote: z.string().describe('What the robot got and what the browser got'), captures: z.string().describe('When either was captured'), severity: z.string(), fix: z.string().describe('What to do') }),
  judge(facts: RiskProfileFacts, options) {
    const pairs = pairsOf(facts.ownFaces ?? [], options['daysMax'] as number)
    if (pairs.length === 0) return unknown('own pages as a browser and as a search engine’s robot got them, a few days apart: read an archive that holds both with their requests')
    const own = new Set([facts.site.domain, ...facts.site.profile.domains])
    const away = ledAway(pairs, own, facts.lists)
    const found = pairs.flatMap((pair) => {
      const led = away.get(pair)
      const difference = led === undefined || led.isUnsure ? differenceOf(pair, facts, own, options) : { strength: 0.6, place: 'where it leads', quote: `robot: ${led.robot ?? 'the page'} · browser: ${led.browser ?? 'the page'}` }
      return difference === undefined ? [] : [{ pair, ...difference }]
    })
    if (found.length === 0) return away.size === 0 ? pass() : unknown(unsureWords(away))
    const rows = found.map(({ pair: { robot, browser }, place, quote }) => ({ url: robot.url, place, quote, captures: `robot ${robot.seenAt.slice(0, 16)}, browser ${browser.seenAt.slice(0, 16)}`, severity: 'high', fix }))
    return flagOwn(Math.max(...found.map(({ strength }) => strength)), rows)
  },
  examples: [
    { title: 'offers that the robot alone got', facts: faces({ title: 'Buy viagra without prescription' }, {}), verdict: 'flag' },
    { title: 'visitors are sent elsewhere', facts: faces({}, { status: 302, redirectTo: 'https://pills.example/' }), verdict: 'flag' },
    { title: 'one page for both', facts: faces({}, {}), verdict: 'pass' },
    { title: 'one face alone', facts: exampleProfileFacts([], { ownFaces: [{ askedAs: 'search-robot' }] }), verdict: 'unknown' },
  ],
})

interface Difference {
  strength: number
  place: string
  quote: string
}

const quotedMax = 4

function differenceOf(pair: Faces, { lists }: RiskProfileFacts, own: ReadonlySet<string>, options: Record<string, unknown>): Difference | undefined {
  const { robot, browser } = pair
  const outgoingMin = options['outgoingMin'] as number
  const offer = attackersWords(robot, lists, outgoingMin)
  if (offer !== undefined && attackersWords(browser, lists, outgoingMin) === undefined) return { strength: 0.75, place: offer.place, quote: `robot: ${offer.quote} · browser: ${browser.title ?? 'no title'}` }
  // What a wall says is not the page, and of an address that leads on there is no text to compare.
  if (robot.features === null || browser.features === null || isFuller(pair) || [robot, browser].some((page) => leadsTo(page, own) !== undefined)) return undefined
  const shown = new Set(browser.features.mainExternalDomains)
  const hidden = robot.features.mainExternalDomains.filter((domain) => !shown.has(domain) && !own.has(domain))
  if (hidden.length >= (options['hiddenDomainsMin'] as number) && shown.size < hidden.length) return { strength: 0.6, place: 'outgoing links', quote: `links for the robot alone: ${hidden.slice(0, quotedMax).join(', ')}${hidden.length > quotedMax ? ` and ${hidden.length - quotedMax} more` : ''}` }
  const bits = bitsBetween(robot, browser)
  const areLong = Math.min(robot.features.mainWordCount, browser.features.mainWordCount) >= (options['wordsMin'] as number)
  if (bits === undefined || bits < (options['bitsMin'] as number) || !areLong || fold(robot.title ?? '') === fold(browser.title ?? '') || languageOf(robot) !== languageOf(browser)) return undefined
  return { strength: 0.4, place: 'title and text', quote: `robot: ${(robot.title ?? '').slice(0, 80)} · browser: ${(browser.title ?? '').slice(0, 80)}` }
}

function languageOf({ language }: PageRecord): string {
  return (language ?? '').toLowerCase().split(/[-_]/u, 1)[0]!
}

/** Where nothing was found, pages may be left that lead elsewhere for a reason that only their addresses tell. */
function unsureWords(away: ReadonlyMap<Faces, Led>): string {
  const [{ robot: { url } }, { robot, browser }] = [...away][0]!
  const others = away.size === 1 ? '' : `, as ${away.size - 1} more pages lead elsewhere`
  return `why ${url} leads ${browser === undefined ? 'search engines' : 'visitors'} to ${(browser ?? robot)!}${others}: by its address or the time this may be a wall or a move, or an attacker’s doing; open the page from a search engine and look`
}

/** Invented captures of one page as a robot and as a browser got it. */
function faces(robot: ExamplePage, browser: ExamplePage): RiskProfileFacts {
  return exampleProfileFacts([], { ownFaces: [{ ...browser, askedAs: 'browser' }, { ...robot, askedAs: 'search-robot' }] })
}
