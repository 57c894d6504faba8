import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { BriefLink } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { profileValue, type ValuedLink } from './profile-value.js'
import { exampleQualityFacts } from './quality-examples.js'
import { topicOfLink } from './topic-of-link.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

describe('what a link is about (LQ-20)', () => {
  const topic = (link: Partial<BriefLink['link']>, part: { type?: Partial<BriefLink['type']>; tier?: Partial<BriefLink['tier']> } = {}) => {
    const facts = exampleQualityFacts({ target: 'https://oakstreetdental.example/', link: { title: null, context: null, anchorText: 'Oak', ...link } })
    return topicOfLink({ link: facts.link, type: { ...facts.type, ...part.type }, tier: { ...facts.tier, ...part.tier } }, lists)
  }

  it.each<[string, Parameters<typeof topic>, string]>([
    ['a title', [{ title: 'How a cardiologist reads your heart' }], 'cardiology'],
    ['words around the link', [{ title: 'My week', context: { before: 'the dermatologist at', after: 'was kind' } }], 'dermatology'],
    ['the address it leads to, where the page says nothing', [{ target: 'https://oakstreetdental.example/orthodontist' }], 'orthodontics'],
    ['a page of a ministry', [{ title: 'All clinics' }, { tier: { tier: 1 } }], 'health in general'],
    ['a host named so', [{ title: 'All clinics' }, { type: { flags: ['health-host'] } }], 'health in general'],
    ['a university that says nothing of medicine', [{ title: 'Alumni' }, { tier: { tier: 2, kind: 'university' } }], 'not told'],
    ['the paper of the town', [{ title: 'Ten years of Oak' }, { type: { type: 'LT-04' } }], 'your area'],
    ['a page about something else', [{ title: 'A walk by the river' }], 'not told'],
  ])('by %s', (_title, args, expected) => expect(topic(...args)).toBe(expected))
})

it('shares of value by topic count owners once, like those by type, and add up', () => {
  const links: ValuedLink[] = [
    { cluster: 'a', score: 90, type: 'LT-01', topic: 'cardiology' }, { cluster: 'a', score: 90, type: 'LT-01', topic: 'dentistry' },
    { cluster: 'b', score: 40, type: 'LT-03', topic: 'dentistry' }, { cluster: 'c', score: 30, type: 'LT-03', topic: 'not told' },
  ]
  const { byTopic, byType } = profileValue(links)
  expect(byTopic.map(({ topic }) => topic)).toEqual(['cardiology', 'dentistry', 'not told'])
  for (const shares of [byTopic, byType]) expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  // The second link of one owner adds 1/2^1.5 of its value, whatever it is about.
  expect(byTopic[0]!.share).toBeGreaterThan(byTopic[1]!.share)
  expect(profileValue(links.map(({ topic: _topic, ...link }) => link)).byTopic).toEqual([])
})
