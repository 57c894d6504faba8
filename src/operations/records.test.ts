import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../model/operation.js'
import { clientContext, linkSeen } from './testing/client-context.js'
import { operations } from './index.js'

let client: Awaited<ReturnType<typeof clientContext>>
beforeAll(async () => {
  client = await clientContext()
})
afterAll(() => client.close())

async function ask(id: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const operation = operations.find((one) => one.id === id) as Operation
  const answer = await operation.run(operation.input.parse(input), client.context as never)
  expect(operation.output.safeParse(answer).error?.issues).toBeUndefined()
  return answer
}

describe('nouns of a desk', () => {
  it.each([
    ['sites', { site: 'https://www.clinic.example/' }, { site: 'clinic.example', main: true }, { label: 'Main site' }],
    ['locations', { name: 'Oak Street', country: 'us', radiusKm: 20 }, { name: 'Oak Street', country: 'US', radiusKm: 20, city: '' }, { city: 'Springfield' }],
    ['service-lines', { name: 'Cardiology', conditions: ['heart failure'] }, { conditions: ['heart failure'], treatments: [] }, { treatments: ['stent'] }],
    ['clinicians', { name: 'Ana Reyes', npi: '123 456-7890', leftOn: '2026-05-04' }, { npi: '1234567890', leftOn: '2026-05-04' }, { title: 'MD' }],
    ['competitors', { domain: 'https://www.rival.example/a' }, { domain: 'rival.example', name: '' }, { name: 'Rival' }],
    ['considerations', { referringDomain: 'cityrun.example', kind: 'sponsorship', currency: 'usd' }, { relDue: ['sponsored'], currency: 'USD' }, { kind: 'membership' }],
    ['tasks', { title: 'Ask the society', dueOn: '2026-12-01' }, { state: 'open', dueOn: '2026-12-01' }, { state: 'done' }],
    ['views', { page: 'links', name: 'Strong', query: 'tier=1' }, { page: 'links' }, { query: 'tier=1,2' }],
    ['notes', { about: 'a.example', text: 'Knows the editor' }, { by: 'This machine', at: '2026-11-01T00:00:00.000Z' }, { about: 'a.example', text: 'Knew the editor' }],
  ])('%s are saved, changed, listed and removed', async (noun, given, kept, change) => {
    const { saved } = (await ask(`${noun}.save`, given)) as { saved: { id: string; version: number } }
    expect(saved).toMatchObject({ ...kept, version: 1 })
    const { saved: changed } = (await ask(`${noun}.save`, { id: saved.id, version: 1, ...change })) as { saved: { version: number } }
    expect(changed).toMatchObject({ ...kept, ...('kind' in change ? { relDue: [] } : {}), ...change, version: 2 })
    await expect(ask(`${noun}.save`, { id: saved.id, version: 1, ...change })).rejects.toMatchObject({ code: 'conflict' })
    expect((await ask(`${noun}.list`)).rows).toMatchObject([{ id: saved.id }])
    expect(await ask(`${noun}.remove`, { id: saved.id })).toEqual({ removed: true })
    await expect(ask(`${noun}.remove`, { id: saved.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask(`${noun}.save`, { id: saved.id, version: 2, ...change })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('says what is missing', async () => {
    await expect(ask('locations.save', { city: 'Springfield' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('name is missing') })
    await expect(ask('tasks.save', { title: 'x', dueOn: 'soon' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('dueOn') })
    await expect(ask('considerations.save', { referringDomain: 'a.example', referringPage: 'https://b.example/', kind: 'payment' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('keeps one main site and each competitor once', async () => {
    await ask('sites.save', { site: 'clinic.example' })
    await ask('sites.save', { site: 'blog.clinic.example', main: true })
    expect((await ask('sites.list')).rows).toMatchObject([{ site: 'clinic.example', main: false }, { site: 'blog.clinic.example', main: true }])
    await ask('competitors.save', { domain: 'rival.example' })
    await expect(ask('competitors.save', { domain: 'www.rival.example' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keeps settings that it knows and leaves the others alone', async () => {
    await client.context.desk.saveSettings({ later: 1, reportColour: 'red' }, { by: 'A', at: client.context.now })
    expect(await ask('settings.show')).toEqual({ settings: { reportName: '', reportColour: '#0b6e69', reportFooter: '' } })
    expect(await ask('settings.save', { reportName: 'Northgate' })).toMatchObject({ settings: { reportName: 'Northgate' } })
    expect(await client.context.desk.settings()).toMatchObject({ later: 1, reportName: 'Northgate' })
  })
})

describe('considerations check', () => {
  it('compares the ledger with what links carry', async () => {
    await client.add(
      linkSeen({ referringDomain: 'cityrun.example', referringPage: 'https://cityrun.example/sponsors', target: 'https://clinic.example/a', targetDomain: 'clinic.example', rel: ['sponsored'] }),
      linkSeen({ referringDomain: 'cityrun.example', referringPage: 'https://cityrun.example/news', target: 'https://clinic.example/b', targetDomain: 'clinic.example' }),
    )
    await ask('considerations.save', { referringDomain: 'cityrun.example', referringPage: 'http://www.cityrun.example/sponsors/', kind: 'sponsorship' })
    await ask('considerations.save', { referringDomain: 'cityrun.example', kind: 'payment' })
    await ask('considerations.save', { referringDomain: 'nowhere.example', kind: 'payment' })
    const { rows, counts } = (await ask('considerations.check', { site: 'clinic.example' })) as { rows: unknown; counts: unknown }
    expect(counts).toEqual({ kept: 1, missing: 1, notSeen: 1, nothingDue: 0 })
    expect(rows).toMatchObject([{ verdict: 'missing', links: [{ verdict: 'kept' }, { verdict: 'missing' }].map(() => expect.anything()) }, { verdict: 'not-seen' }, { verdict: 'kept', links: [{ rel: ['sponsored'] }] }])
  })
})
