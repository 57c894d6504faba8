import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loggedInput } from '../../doors/logged-input.js'
import { limits } from '../../model/limits.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import addMany from './add-many.js'
import preview from './preview.js'

let client: Awaited<ReturnType<typeof clientContext>>
const ask = (input: object) => preview.run(preview.input.parse({ field: 'type', value: 'LT-07', ...input }), client.context)
const correct = (input: object) => addMany.run(addMany.input.parse({ field: 'type', value: 'LT-07', reason: 'a forum', ...input }), client.context)

beforeAll(async () => {
  client = await clientContext()
  await client.add(...Array.from({ length: 1_203 }, (_, number) => linkSeen({ referringDomain: `forum-${number % 3}.example`, referringPage: `https://forum-${number % 3}.example/thread/${number}`, anchorText: number < 1_100 ? 'heart' : 'lungs' })))
})
afterAll(() => client.close())

describe('correcting all links that pass filters', () => {
  it('shows what would change, and changes nothing', async () => {
    const seen = await ask({ text: 'heart', count: 1_100 })
    expect(seen).toMatchObject({ links: 1_100, referringDomains: 3, most: limits.correctionsAtOnceMax, corrections: 1_100 - seen.unchanged })
    expect(seen.was.reduce((sum, { links }) => sum + links, 0)).toBe(1_100)
    expect(seen.examples).toHaveLength(5)
    expect((await ask({ text: 'heart', count: 1_100, field: 'tier', value: '2' })).corrections).toBe(3)
    expect(await client.context.desk.corrections('clinic.example')).toEqual([])
  })

  it('refuses a count that is no longer true, and too many', async () => {
    await expect(correct({ text: 'heart', count: 1_099 })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('now it is 1100') })
    await expect(correct({ text: 'nothing has this', count: 1 })).rejects.toMatchObject({ code: 'conflict' })
    await expect(correct({ count: limits.correctionsAtOnceMax + 1 })).rejects.toMatchObject({ code: 'refused' })
    await expect(correct({ text: 'heart' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('Nothing was corrected') })
    await expect(correct({ links: ['0123456789abcdef'], text: 'heart' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(correct({ links: ['0123456789abcdef'], count: 1 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(correct({ links: ['0123456789abcdef'] })).rejects.toMatchObject({ code: 'not_found' })
    expect(await client.context.desk.corrections('clinic.example')).toEqual([])
  })

  it('corrects each of them once, as one set, also when asked again with its id', async () => {
    const set = '0f9a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b'
    const input = { text: 'heart', count: 1_100, set }
    const first = await correct(input)
    expect(first).toMatchObject({ links: 1_100, corrected: 1_100, set })
    expect(first.corrections).toHaveLength(limits.listRowsMax)
    // By now the links are another type, and the count of the filter is looked at no more.
    expect(await correct(input)).toMatchObject({ links: 1_100, corrected: 1_100, set, corrections: [] })
    const kept = await client.context.desk.corrections('clinic.example')
    expect(new Set(kept.map(({ key }) => key)).size).toBe(1_100)
    expect(kept.every(({ reason, value, subject }) => reason === 'a forum' && value === 'LT-07' && subject === 'link')).toBe(true)
    await expect(correct({ ...input, value: 'LT-08' })).rejects.toMatchObject({ code: 'conflict' })
    expect((await correct({ type: ['LT-07'], count: 1_100 })).corrected).toBe(0)
  })

  it('leaves the filter in the audit log, not the links', () => {
    expect(loggedInput({ field: 'type', value: 'LT-07', reason: 'a forum', text: 'heart', tier: [5, 6], count: 12_345 })).toEqual({ field: 'type', value: 'LT-07', reason: 'a forum', text: 'heart', tier: [5, 6], count: 12_345 })
  })
})
