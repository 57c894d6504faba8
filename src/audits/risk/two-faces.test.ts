import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import type { PageRecord } from '../../model/page.js'
import { exampleRecord } from '../anchors/example-facts.js'
import linkType from '../link/link-type.js'
import { exampleLinkFacts } from './example-facts.js'
import { shownToRobots } from './two-faces.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const url = 'https://parish-club.example/news'
type Change = Omit<Partial<PageRecord>, 'features'> & { features?: Partial<NonNullable<PageRecord['features']>> | null }
const face = (askedAs: 'browser' | 'search-robot', { features = {}, ...part }: Change): PageRecord => exampleRecord(part.url ?? url, features ?? {}, { title: 'Our summer walk', externalDomainCount: 4, askedAs, ...part, ...(features === null ? { features: null } : {}) })
const offer: Change = { title: 'Buy viagra online without prescription, cheap cialis' }
const found = (robot: Change, browser: Change) => [...shownToRobots([face('search-robot', robot), face('browser', browser)], lists).values()][0]

describe('a link for the robot alone', () => {
  it.each<[string, Change, Change, string, boolean]>([
    ['among many others', { externalDomainCount: 44 }, {}, 'links for the robot alone', false],
    ['beside offers', { title: 'Buy viagra online without prescription, cheap cialis' }, {}, 'offers for the robot alone, in title', true],
    ['beside offers, where visitors are sent to another domain', offer, { status: 302, redirectTo: 'https://pills.example/x', features: null }, 'visitors are sent elsewhere', true],
    ['in a list of links, where visitors are sent to another domain', { externalDomainCount: 44, linkCount: 60, externalLinkCount: 50 }, { status: 302, redirectTo: 'https://pills.example/x' }, 'visitors are sent elsewhere', false],
    ['among many others, where the browser got no link to others at all', { externalDomainCount: 44 }, { externalDomainCount: 0, features: null }, 'links for the robot alone', false],
    ['beside offers, likewise', { title: 'Buy viagra online without prescription, cheap cialis' }, { features: null }, 'offers for the robot alone, in title', true],
    ['with and without the last slash', { url: `${url}/`, externalDomainCount: 44 }, {}, 'links for the robot alone', false],
  ])('%s', (_title, robot, browser, sign, isPlain) => {
    expect(found(robot, browser)).toMatchObject({ sign, isPlain, robotAt: '2026-05-20T00:00:00.000Z', browserAt: '2026-05-20T00:00:00.000Z' })
  })

  it.each<[string, Change, Change]>([
    ['that is all that differs: it came or went', {}, {}],
    ['among a few news that changed', { externalDomainCount: 8 }, {}],
    ['of a portal whose many links change', { externalDomainCount: 60 }, { externalDomainCount: 50 }],
    ['of a page that scripts write for visitors', { externalDomainCount: 44, features: { mainWordCount: 900 } }, { features: { mainWordCount: 20 } }],
    ['of a page whose menu and all scripts write as well', { externalDomainCount: 44 }, { externalDomainCount: 0, linkCount: 2, externalLinkCount: 0, features: null }],
    ['of a paywall that says so, to visitors without a link', { externalDomainCount: 44, features: { extra: { accessibleForFree: false } } }, { externalDomainCount: 0, features: null }],
    ['beside offers in a text that is not known of the browser', { features: { headings: ['Buy viagra online without prescription'] } }, { features: null }],
    ['of a paywall that says so', { externalDomainCount: 44, features: { extra: { accessibleForFree: false } } }, {}],
    ['captured weeks later', { externalDomainCount: 44, seenAt: '2026-04-01T00:00:00.000Z' }, {}],
    ['of a visitor who is sent to a wall of consent', {}, { status: 302, redirectTo: 'https://consent.example/ask?return=1', features: null }],
    ['of a portal of many links, behind such a wall', { externalDomainCount: 60, linkCount: 400, externalLinkCount: 90 }, { status: 302, redirectTo: 'https://consent.example/ask?return=1' }],
    ['of a club that moved', {}, { status: 301, redirectTo: 'https://parish-club-new.example/news' }],
    ['of a visitor who is sent to another page of the site', {}, { status: 302, redirectTo: 'https://www.parish-club.example/start' }],
    ['where both got the offers', { title: 'Buy viagra online without prescription, cheap cialis' }, { title: 'Buy viagra online without prescription, cheap cialis' }],
    ['of a page that warns of offers', { title: 'Warning: do not buy viagra online' }, {}],
    ['of two pages', { url: 'https://parish-club.example/other', externalDomainCount: 44 }, {}],
  ])('is none %s', (_title, robot, browser) => {
    expect(found(robot, browser)).toBeUndefined()
  })
})

it('LT-20: the type follows, and only with such a difference', () => {
  const facts = { ...exampleLinkFacts({ page: url, title: 'Our summer walk', anchor: 'heart clinic' }, { pageRecord: {} }), lists }
  const typeWith = (robotsOnly: ReturnType<typeof found> | null) => linkType.judge({ ...facts, robotsOnly }).type
  expect(typeWith(found(offer, { status: 302, redirectTo: 'https://pills.example/x' })!)).toBe('LT-20')
  expect(typeWith(null)).not.toBe('LT-20')
})

it('LT-20: offers say it outright, counts alone do less', () => {
  const facts = { ...exampleLinkFacts({ page: url, title: 'Our summer walk', anchor: 'heart clinic' }, { pageRecord: {} }), lists }
  const weightWith = (robotsOnly: ReturnType<typeof found>) => Math.max(...linkType.judge({ ...facts, robotsOnly: robotsOnly! }).evidence.filter(({ rule }) => rule === 'F-VIS').map(({ weight }) => weight))
  expect(weightWith(found({ externalDomainCount: 44 }, {}))).toBeLessThan(weightWith(found(offer, {})))
})
