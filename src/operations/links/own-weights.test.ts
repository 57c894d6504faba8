import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyProfile } from '../../model/profile.js'
import { auditHtml } from '../../report/html.js'
import { auditSite } from '../audit-site.js'
import { scopeOf } from '../sites.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import explain from './explain.js'
import list from './list.js'
import referringDomains from './referring-domains.js'

let client: Awaited<ReturnType<typeof clientContext>>
beforeAll(async () => {
  client = await clientContext()
  await client.add(
    linkSeen({ referringDomain: 'paper.example', referringPage: 'https://paper.example/story', title: 'What a cardiologist hears' }),
    linkSeen({ referringDomain: 'club.example', referringPage: 'https://club.example/friends', title: 'Friends of the club', rel: ['nofollow'] }),
  )
})
afterAll(() => client.close())

const explained = async (domain: string) => {
  const { rows } = await list.run(list.input.parse({ target: 'clinic.example' }), client.context)
  const { id, quality } = rows.find(({ referringDomain }) => referringDomain === domain)!
  const answer = await explain.run(explain.input.parse({ target: 'clinic.example', link: id }), client.context)
  expect(explain.output.safeParse(answer).error?.issues).toBeUndefined()
  expect(answer.quality.score).toBe(quality)
  return { answer, words: explain.words!(answer as never) }
}

it('a profile weighs the parts anew; lists follow, and the explanation keeps the default beside (LQ-00)', async () => {
  const before = await explained('paper.example')
  expect(before.answer.quality.weights).toEqual({ version: 3, own: false, defaultScore: before.answer.quality.score })
  expect(before.words).toContain('rules version 9, weights 3, scales authority 1, health trust 1')
  expect(before.words).not.toContain('default')
  await client.context.desk.saveProfile('clinic.example', { ...emptyProfile, names: ['Calm Clinic'], qualityWeights: { QU: 1, QA: 0 } }, client.context.now)
  const after = await explained('paper.example')
  expect(after.answer.quality.weights.own).toBe(true)
  expect(after.answer.quality.score).toBeGreaterThan(after.answer.quality.weights.defaultScore)
  expect(after.words).toContain(`weighed as the profile of the site asks; by the default weights the score is ${after.answer.quality.weights.defaultScore}`)
  expect(after.words).toMatch(/= 1\.00 × 57 \(default 6\) {2,}QU /u)
})

it('the value is told by subject, in the answer and in the report (LQ-20), with the version of the weights', async () => {
  const { result } = await auditSite(scopeOf('clinic.example'), { inputs: [], problems: [] }, client.context)
  expect(result.value.topics!.map(({ topic }) => topic).sort()).toEqual(['cardiology', 'not told'])
  expect(result.versions['quality weights']).toBe('3, changed by the profile')
  expect(auditHtml(result)).toMatch(/By subject: (?:cardiology|not told) \d+\u202f%/u)
})

it('each referring domain tells by which rules its best quality is', async () => {
  const answer = await referringDomains.run(referringDomains.input.parse({ target: 'clinic.example' }), client.context)
  expect(referringDomains.output.safeParse(answer).error?.issues).toBeUndefined()
  expect(answer.rows.map(({ scales }) => scales)).toEqual(['link quality 9, weights 3', 'link quality 9, weights 3'])
})
