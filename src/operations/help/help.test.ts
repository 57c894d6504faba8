import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Context } from '../../model/operation.js'
import list from './list.js'
import show from './show.js'
import { helpEntries } from './help-entries.js'

let context: Context
beforeAll(async () => {
  context = { lists: await loadLists() } as unknown as Context
})
const search = async (input: object) => (await list.run(list.input.parse(input), context)).rows
const explain = (id: string) => show.run(show.input.parse({ id }), context)

describe('help', () => {
  it('has each id once, and every id that it names', async () => {
    const entries = await helpEntries(context.lists)
    const ids = entries.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, related } of entries) for (const other of related) expect(ids, `${id} names ${other}`).toContain(other)
    for (const entry of entries) expect(show.output.safeParse(entry).error?.issues, entry.id).toBeUndefined()
  })

  it.each([
    ['formula/authority', 'log₁₀'], ['RISK-03', 'RISK-03'], ['rule/RISK-13', 'RISK-13'], ['LT-04', 'Local'], ['tier/3', 'society'], ['import/ahrefs-backlinks', 'Ahrefs'],
    ['term/referring-page', 'domain of that page'], ['operation/overview.show', 'overview'], ['links.list', 'links'], ['kernel/harmonic', 'Harmonic'], ['judgement/link-type', 'type'], ['Formula/Chao', 'f₂'],
  ])('explains %s', async (id, words) => expect(JSON.stringify(await explain(id))).toContain(words))

  it('prints the weights that run', async () => {
    expect((await explain('formula/link-quality')).tables[0]!.rows[0]).toEqual(['QA', 'Authority of the host', String(context.lists.table('quality-weights')['QA']), String(context.lists.table('quality-priors')['QA'])])
  })

  it('searches by words, the title first', async () => {
    expect((await search({ text: 'health trust' }))[0]!.id).toMatch(/health-trust/u)
    expect((await search({ text: 'capture unseen sources' })).map(({ id }) => id)).toContain('formula/chao')
    expect((await search({ kind: 'tier' }))).toHaveLength(6)
    expect(await search({ text: 'zzz-nothing' })).toEqual([])
  })

  it('says so where there is nothing', async () => {
    await expect(explain('formula/none')).rejects.toMatchObject({ code: 'not_found' })
  })
})
