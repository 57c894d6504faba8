import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientContext, linkSeen } from '../testing/client-context.js'
import decide from './decide.js'
import { decisionInput } from './decision.js'

let client: Awaited<ReturnType<typeof clientContext>>
const marked = { vendor: { 'semrush.toxicityScore': 80 }, seenBy: 'semrush-backlink-audit' }

beforeAll(async () => {
  client = await clientContext()
  await client.add(
    linkSeen({ referringDomain: 'nih.gov', referringPage: 'https://www.nih.gov/health/heart', ...marked }),
    ...Array.from({ length: 40 }, (_, at) => linkSeen({ referringDomain: `casino-slots-${at}.example`, anchorText: 'buy cheap viagra online', title: 'Casino poker viagra', ...marked })),
  )
})
afterAll(() => client.close())

const words = async (given: object) => {
  const answer = await decide.run(decisionInput.parse({ target: 'clinic.example', ...given }), client.context)
  return { text: decide.words!(answer as never), memo: answer.memo }
}
const arranged = Array.from({ length: 30 }, (_, at) => `casino-slots-${at}.example`)

describe('a decision at the command line', () => {
  it('is the verdict, why, what was answered, and how much was found', async () => {
    const { text } = await words({})
    expect(text).toMatch(/^Do nothing\. Here is why\.\n- You have told us of no manual action\.\n/u)
    expect(text).toContain('\n  not told  Has a search engine sent a manual action')
    expect(text).toMatch(/\nLooked at {2}\d+ domains on which we or another tool found something: .+ and \d+ more\n/u)
    expect(text).toMatch(/\nKept {7}1 good domain that other tools would have removed: nih\.gov\n/u)
    expect(text.split('\n').at(-1)).toBe('The memo has every reason and a line to sign: --full prints it, --out names the folder for it.')
  })

  it.each<[string, object, RegExp]>([
    ['nothing told', {}, /^Do nothing/u],
    ['a cause, all answered', { arranged, removal: 'impossible', reviewer: 'A. Kim', whole: ['all'] }, /\nTo list {4}\d+ lines:\n {2}domain:casino-slots-0\.example\n(?: {2}.+\n){7} {2}… and 22 more\n/u],
    ['a cause, no reviewer', { arranged, removal: 'asked' }, /\nTo list {4}\d+ lines:\n/u],
    ['lines that are left out', { list: ['domain:nih.gov', ...arranged] }, /\nLeft out {3}31 lines:\n {2}domain:nih\.gov \(.+\n {2}(?:domain:casino-slots-\d+\.example, ){12}… \(There is neither .+\n {2}… and 18 more \(--json gives them\)\n/u],
  ])('stays on one screen: %s', async (_title, given, expected) => {
    const { text } = await words(given)
    expect(text).toMatch(expected)
    expect(text.split('\n').length).toBeLessThanOrEqual(45)
  })

  it('is the whole memo where that is asked for', async () => {
    const { text, memo } = await words({ full: true })
    expect(text).toBe(memo)
    expect(memo).toMatch(/^# Do nothing/u)
  })
})
