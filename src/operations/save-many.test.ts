import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOfBytes } from '../model/file-input.js'
import cliniciansSaveMany from './clinicians/save-many.js'
import competitorsSaveMany from './competitors/save-many.js'
import locationsSaveMany from './locations/save-many.js'
import { clientContext } from './testing/client-context.js'

let client: Awaited<ReturnType<typeof clientContext>>
beforeAll(async () => {
  client = await clientContext()
})
afterAll(() => client.close())

type SaveMany = typeof locationsSaveMany
const ask = async (operation: SaveMany, input: object) => {
  const answer = await operation.run(operation.input.parse(input), client.context as never)
  expect(operation.output.safeParse(answer).error?.issues).toBeUndefined()
  return answer
}

describe('save-many', () => {
  it('previews, saves, and leaves out what is there', async () => {
    const text = 'Name,Street,Zip,Lat,Country\nOak Street,1 Oak St,62701,39.8,us\nElm Street,2 Elm St,62702,,US\n'
    expect(await ask(locationsSaveMany, { text, preview: true })).toMatchObject({ preview: true, accepted: 2, saved: 0, refused: 0, rows: [{ name: 'Oak Street', postcode: '62701', latitude: 39.8, country: 'US' }, { latitude: null }] })
    expect(await client.context.desk.locations.list()).toEqual([])
    expect(await ask(locationsSaveMany, { file: fileOfBytes('l.csv', Buffer.from(text)) })).toMatchObject({ saved: 2 })
    expect(await ask(locationsSaveMany, { text })).toMatchObject({ accepted: 0, known: 2, saved: 0 })
    expect(await client.context.desk.locations.list()).toHaveLength(2)
  })

  it('saves nothing where a row is refused', async () => {
    const text = 'name,left on\nAna Reyes,2026-05-04\nB. Okafor,soon\n'
    expect(await ask(cliniciansSaveMany, { text, preview: true })).toMatchObject({ accepted: 1, refused: 1, problems: [{ line: 3, message: expect.stringContaining('no date') }] })
    await expect(ask(cliniciansSaveMany, { text })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('line 3') })
    expect(await client.context.desk.clinicians.list()).toEqual([])
  })

  it('takes a bare list of domains, each once, in any spelling', async () => {
    expect(await ask(competitorsSaveMany, { text: 'rival.example\nhttps://www.rival.example/\nother.example\n' })).toMatchObject({ accepted: 2, known: 1, saved: 2, rows: [{ domain: 'rival.example' }, { domain: 'other.example' }] })
    expect(await ask(competitorsSaveMany, { text: 'www.other.example' })).toMatchObject({ known: 1, saved: 0 })
  })

  it('asks for one of file and text', async () => {
    await expect(ask(locationsSaveMany, {})).rejects.toMatchObject({ code: 'invalid' })
  })
})
