import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import type { Context } from '../../model/operation.js'
import list from './list.js'
import sets from './sets.js'
import show from './show.js'

let context: Context
let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
  context = { lists } as Context
})
const shown = (domain: string) => show.run(show.input.parse({ domain }), context)
const listed = (input: object) => list.run(list.input.parse(input), context)

describe('seeds show', () => {
  const rows: Array<[string, string[]]> = [
    ['nih.gov', ['health-general', 'good-core']],
    ['https://www.cancer.gov/types/lung', ['health-general', 'good-core', 'health-cancer']],
    ['www.nhs.uk', ['health-general', 'good-core']],
    ['WHO.int.', ['health-general', 'good-core']],
    ['harvard.edu', ['good-core']],
    ['blog.example', []],
  ]
  it.each(rows)('%s is in %j', async (domain, expected) => {
    const answer = await shown(domain)
    expect(answer.sets.map((row) => row.set)).toEqual(expected)
    for (const row of answer.sets) expect([row.why, row.source, row.licence]).toEqual([expect.stringMatching(/./u), expect.stringMatching(/./u), expect.stringMatching(/./u)])
  })

  it('shows a distrusted one with its list', async () => {
    const { domain } = lists.seedSets.get('bad-core')!.entries[0]!
    expect((await shown(domain)).sets).toMatchObject([{ set: 'bad-core', setKind: 'distrusted', tier: null, reviewedOn: null }])
  })

  const near: Array<[string, string]> = [
    ['nih-gov.blogspot.com', 'a platform where anybody gets a page'],
    ['pubmed.ncbi.nlm.nih.gov', 'stands for its own name'],
    ['someclinic.nhs.uk', 'speaks for itself alone'],
    ['rki.example', 'same name under another ending'],
    ['usda.gov', 'tiers 1 to 3 only'],
    ['europa.eu', 'the seed is that host, not all of europa.eu'],

  ]
  it.each(near)('%s: %s', async (domain, why) => {
    const answer = await shown(domain)
    expect(answer.sets).toEqual([])
    expect(answer.near.map((row) => row.why).join('\n')).toContain(why)
    expect(show.words!(answer)).toContain('is not a seed')
  })

  it('does not take a sibling for the same name elsewhere', async () => {
    expect((await shown('ecdc.europa.eu')).near).toEqual([])
  })

  it('refuses what is no domain', async () => {
    await expect(shown('not a domain')).rejects.toThrow('is not a domain')
  })
})

describe('seeds list', () => {
  it('filters and pages', async () => {
    const german = await listed({ country: 'de' })
    expect(german.rows.length).toBe(german.total)
    expect(german.rows.every((row) => row.country === 'DE')).toBe(true)
    expect(german.rows.map((row) => row.domain)).toContain('rki.de')
    const first = await listed({ country: 'DE', limit: 5 })
    const second = await listed({ country: 'DE', limit: 1_000, cursor: first.nextCursor! })
    expect([...first.rows, ...second.rows]).toEqual(german.rows)
    expect(second.nextCursor).toBeNull()
    expect((await listed({ country: 'uk' })).total).toBe((await listed({ country: 'GB' })).total)
    expect((await listed({ country: 'UK' })).total).toBeGreaterThan(0)
    expect((await listed({ set: 'health-dental', tier: [1] })).rows.map((row) => row.domain)).toEqual(['gdc-uk.org'])
    expect((await listed({ text: 'krebs' })).total).toBeGreaterThan(1)
  })

  it('names the sets when one is unknown', async () => {
    await expect(listed({ set: 'nothing' })).rejects.toThrow('health-general')
  })
})

it('seeds sets counts every set', async () => {
  const answer = await sets.run({}, context)
  expect(answer.sets.map((row) => row.set)).toEqual([...lists.seedSets.ids])
  expect(answer.sets.every((row) => row.seeds > 0)).toBe(true)
})
