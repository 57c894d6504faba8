import { afterAll, beforeAll, expect, it } from 'vitest'
import { linksCsv } from '../audits/links-csv.js'
import addMany from '../corrections/add-many.js'
import showDomain from '../domains/show.js'
import { ensureJudged } from '../judge.js'
import { scopeOf } from '../sites.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import anchors from './anchors.js'
import due from './due.js'
import explain from './explain.js'
import exportLinks from './export.js'
import list from './list.js'

const target = 'https://clinic.example/portal/visit?patient_id=4482913&dob=1961-04-02'
let client: Awaited<ReturnType<typeof clientContext>>
let id = ''

beforeAll(async () => {
  client = await clientContext()
  await client.add(linkSeen({ referringDomain: 'forum.example', target, anchorText: target }), linkSeen({ referringDomain: 'paper.example', referringPage: 'https://paper.example/story?id=7' }))
})
afterAll(() => client.close())

it('an address that may reveal a patient is cut in every listing, others are whole', async () => {
  const listed = await list.run(list.input.parse({ target: 'clinic.example' }), client.context)
  const flagged = listed.rows.find(({ referringDomain }) => referringDomain === 'forum.example')!
  id = flagged.id
  expect(flagged).toMatchObject({ findings: ['RISK-31'], target: 'https://clinic.example/portal/visit?•••', anchorText: null })
  expect(listed.rows.find(({ referringDomain }) => referringDomain === 'paper.example')).toMatchObject({ referringPage: 'https://paper.example/story?id=7' })
  const exported: unknown[] = []
  await exportLinks.run(exportLinks.input.parse({}), { ...client.context, emit: async (row: unknown) => void exported.push(row) } as never)
  const scope = scopeOf('clinic.example')
  const texts = [JSON.stringify(exported), await linksCsv(scope, await ensureJudged(scope, client.context), client.context), JSON.stringify((await showDomain.run(showDomain.input.parse({ domain: 'forum.example' }), client.context)).links)]
  for (const text of texts) {
    expect(text).toContain('visit?•••')
    expect(text).not.toMatch(/4482913|1961-04-02/u)
  }
})

it('nor does a list of anchors, of pages that are due or of corrections hold it', async () => {
  const { rows } = await anchors.run(anchors.input.parse({ target: 'clinic.example' }), client.context)
  expect(rows.map(({ anchorText }) => anchorText).sort()).toEqual(['Calm Clinic', '•••'])
  await client.add(linkSeen({ referringDomain: 'board.example', referringPage: 'https://board.example/visit?patient_id=4482913&dob=1961-04-02', target }))
  const pages = await due.run(due.input.parse({ within: 60 }), client.context)
  expect(pages.rows.map(({ page }) => page).sort()).toEqual(['https://board.example/visit?•••', 'https://forum.example/page', 'https://paper.example/story?id=7'])
  const { corrections } = await addMany.run(addMany.input.parse({ links: [id], field: 'type', value: 'LT-07', reason: 'a forum' }), client.context)
  expect(corrections).toMatchObject([{ key: id, target: 'https://clinic.example/portal/visit?•••' }])
})

it('whoever answers for privacy finds it whole in the explanation', async () => {
  const answer = await explain.run(explain.input.parse({ target: 'clinic.example', link: id }), client.context)
  expect(answer.link.target).toBe(target)
  expect(answer.risk.signals).toMatchObject([{ id: 'RISK-31', audit: 'patient-privacy-exposure' }])
  expect(explain.words!(answer as never)).toContain('scales authority 1, health trust 1')
})
