import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientContext, linkSeen } from '../testing/client-context.js'
import client from './client.js'

let here: Awaited<ReturnType<typeof clientContext>>
beforeAll(async () => {
  here = await clientContext()
})
afterAll(() => here.close())
const make = async (input: object = {}) => {
  const answer = await client.run(client.input.parse(input), here.context)
  expect(client.output.safeParse(answer).error?.issues).toBeUndefined()
  return { ...answer, html: answer.files[0]!.text, csv: answer.files[1]!.text }
}

describe('reports client', () => {
  it('can be made before anything is known', async () => {
    const { html, figures } = await make()
    expect(html).toContain('No link that a patient would recognise yet')
    expect(html).toContain('We disavowed nothing')
    expect(figures.every(({ source, asOf }) => source !== '' && asOf !== '')).toBe(true)
  })

  it('tells what came, what went and what was left alone, with source and date, under the agency\'s name', async () => {
    await here.add(
      linkSeen({ referringDomain: 'nih.gov', referringPage: 'https://www.nih.gov/heart', firstSeenAt: '2026-09-01T00:00:00.000Z' }),
      linkSeen({ referringDomain: 'harvard.edu', referringPage: 'https://hms.harvard.edu/a', firstSeenAt: '2024-01-01T00:00:00.000Z', lostAt: '2026-10-01T00:00:00.000Z', lostReason: 'link-removed' }),
      linkSeen({ referringDomain: 'yale.edu', referringPage: 'https://yale.edu/a', firstSeenAt: '2024-01-01T00:00:00.000Z', lostAt: '2025-10-01T00:00:00.000Z', lostReason: 'page-gone' }),
      linkSeen({ referringDomain: 'shout.example', referringPage: 'https://shout.example/<script>alert(1)</script>', firstSeenAt: '2026-09-09T00:00:00.000Z' }),
      linkSeen({ referringDomain: 'paper.example', target: 'https://rival.example/', targetDomain: 'rival.example' }),
    )
    const by = { by: 'A', at: here.context.now }
    await here.context.desk.competitors.save({ domain: 'rival.example', name: 'Rival & Sons' }, by)
    await here.context.desk.saveSettings({ reportName: 'Northgate Agency', reportColour: '#1b4f72', reportFooter: 'Call us' }, by)
    await here.context.desk.addDecision({ site: 'clinic.example', kind: 'do-nothing', state: 'confirmed', cause: null, reviewer: 'A. Kim', reason: 'no manual action', body: 'memo', at: here.context.now })
    await here.context.desk.prospects.save({ domain: 'society.example', reason: 'Links to two rivals', rivals: [], tier: 3, state: 'approved', comment: 'Ask Dr. Rao first', decidedBy: 'A. Kim', decidedAt: '2026-09-03T00:00:00.000Z', proposedBy: 'A', proposedAt: '2026-09-01T00:00:00.000Z' }, by)
    await here.context.desk.prospects.save({ domain: 'earlier.example', reason: 'Links to a rival', rivals: [], tier: 3, state: 'approved', comment: '', decidedBy: 'A. Kim', decidedAt: '2026-03-03T00:00:00.000Z', proposedBy: 'A', proposedAt: '2026-03-01T00:00:00.000Z' }, by)
    await here.context.desk.tasks.save({ title: 'Call <b>the county</b>', why: 'not for the client', about: '', assignee: '', dueOn: '2026-10-01', state: 'open' }, by)
    await here.context.desk.considerations.save({ referringDomain: 'nih.gov', referringPage: '', target: '', kind: 'donation', amount: 400, currency: 'EUR', on: '2025-10-20', until: null, relDue: ['sponsored'], note: '' }, by)
    const { html, figures, csv } = await make({ from: '2026-08-01' })
    for (const words of ['In one minute', 'society.example', 'Ask Dr. Rao first', 'Call &lt;b&gt;the county', 'Links of tier 1 to 3 ever seen', 'For one link-year', 'link removed (1)']) expect(html).toContain(words)
    for (const words of ['earlier.example', 'not for the client']) expect(html).not.toContain(words)
    expect(figures.find(({ name }) => name.startsWith('Sites approved'))!.value).toBe('1')
    expect(figures.find(({ name }) => name.startsWith('Given for one link-year'))!.value).toBe('400')
    for (const words of ['Northgate Agency', '#1b4f72', 'Call us', 'www.nih.gov', 'harvard.edu', 'link removed', 'Rival &amp; Sons', 'A. Kim', 'Ahrefs']) expect(html).toContain(words)
    for (const words of ['yale.edu/a', '<script>', 'http-equiv="refresh"', 'src=']) expect(html).not.toContain(words)
    expect(figures.find(({ name }) => name.startsWith('Lost links of tier 1 to 3'))!.value).toBe('1')
    expect(figures.find(({ name }) => name.startsWith('New referring domains'))!.value).toBe('2')
    expect(csv.split('\n')[0]).toContain('source')
    if (process.env['CITEWELL_REPORT_OUT']) writeFileSync(process.env['CITEWELL_REPORT_OUT'], html)
  })

  it('tells of everything known from the earliest sighting on', async () => {
    const { html, figures } = await make({ from: 'first' })
    expect(html).toContain('1 Jan 2024 to')
    expect(figures.find(({ name }) => name.startsWith('New referring domains'))!.value).toBe('4')
  })

  it('refuses a period that ends before it begins', async () => {
    await expect(make({ from: '2026-09-01', until: '2026-08-01' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(make({ from: 'soon' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
