import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOfBytes } from '../../model/file-input.js'
import importSightings from '../sightings/import.js'
import { clientContext } from '../testing/client-context.js'
import history from './history.js'
import undo from './undo.js'
import preview from './preview.js'

let client: Awaited<ReturnType<typeof clientContext>>
beforeAll(async () => {
  client = await clientContext()
})
afterAll(() => client.close())

const csv = (...rows: string[]) => fileOfBytes('clinic.example-backlinks.csv', Buffer.from(['Page ascore,Source title,Source url,Target url,Anchor,Nofollow,First seen,Last seen', ...rows.map((row) => `30,A page,${row}`), ''].join('\n')))
const first = csv('https://a.example/p,https://clinic.example/,Calm Clinic,false,2026-01-02,2026-10-01', 'https://b.example/p,https://clinic.example/heart,heart,false,2026-02-02,2026-10-02')
const second = csv('https://a.example/p,https://clinic.example/,calm  CLINIC,false,2026-01-02,2026-10-20', 'https://c.example/p,https://clinic.example/,,false,2026-02-02,2026-10-20', 'nonsense,https://clinic.example/,x,false,2026-02-02,2026-10-20')
const look = (...files: Array<typeof first>) => preview.run(preview.input.parse({ files }), client.context)

describe('imports preview', () => {
  it('reads everything and writes nothing', async () => {
    const answer = await look(first)
    expect(answer.files).toMatchObject([{ recognised: 'semrush-backlinks', confidence: 'certain', rows: 2, accepted: 2, refused: 0, newLinks: 2, referringDomains: 2, alreadyHere: false, targets: [{ domain: 'clinic.example', links: 2 }] }])
    expect((await client.context.index.info()).sightings).toBe(0)
    expect(preview.output.safeParse(answer).error?.issues).toBeUndefined()
  })

  it('knows what is there already, whatever the spelling of the anchor', async () => {
    await importSightings.run(importSightings.input.parse({ files: [first] }), client.context)
    expect((await look(first)).files).toMatchObject([{ alreadyHere: true, newLinks: 0 }])
    const answer = await look(second)
    expect(answer.files).toMatchObject([{ alreadyHere: false, accepted: 2, refused: 1, newLinks: 1, problems: [{ line: 4 }] }])
    expect(answer.total).toEqual({ rows: 3, accepted: 2, refused: 1, newLinks: 1 })
  })

  it('counts a link of two files once', async () => {
    expect((await look(second, csv('https://c.example/p,https://clinic.example/,,true,2026-02-02,2026-10-21'))).total.newLinks).toBe(1)
  })

  it('is sure of columns with names, and asks for the site where rows name none', async () => {
    const list = (name: string, text: string) => fileOfBytes(name, Buffer.from(text))
    expect((await look(list('clinic.example-Latest links-2026-10-03.csv', 'Linking page,Last crawled\nhttps://a.example/,2026-09-28\n'))).files).toMatchObject([{ confidence: 'certain', needsTarget: false }])
    expect((await look(list('clinic.example-Latest links-2026-10-03.csv', 'Liens,Vu\nhttps://a.example/,2026-09-28\nhttps://b.example/,2026-09-28\nhttps://c.example/,2026-09-28\n'))).files).toMatchObject([{ confidence: 'likely', accepted: 3 }])
    const nameless = list('links.csv', 'Linking page,Last crawled\nhttps://a.example/,2026-09-28\n')
    expect((await look(nameless)).files).toMatchObject([{ needsTarget: true, accepted: 0 }])
    expect((await preview.run(preview.input.parse({ files: [nameless], target: 'clinic.example' }), client.context)).files).toMatchObject([{ needsTarget: false, accepted: 1 }])
  })

  it('tells the dates that stand in the file, from first seen to last; where none stands in it, none', async () => {
    expect((await look(first)).files).toMatchObject([{ from: '2026-01-02T00:00:00.000Z', until: '2026-10-02T00:00:00.000Z' }])
    const undated = fileOfBytes('bing.csv', Buffer.from('"Source Url","Anchor text","Target Url"\n"https://a.example/","Calm Clinic","https://clinic.example/"\n'))
    expect((await look(undated)).files).toMatchObject([{ recognised: 'bing-backlinks', accepted: 1, from: null, until: null }])
  })

  it('says what a file is that is no list of links', async () => {
    expect((await look(fileOfBytes('letter.txt', Buffer.from('Dear all,\nthis is a letter.\n')))).files).toMatchObject([{ accepted: 0, newLinks: 0 }])
  })
})

describe('imports history', () => {
  it('tells who imported what, once, and until when it can be taken back', async () => {
    await importSightings.run(importSightings.input.parse({ files: [first] }), client.context)
    const answer = await history.run(history.input.parse({}), { ...client.context, now: '2026-11-01T00:30:00.000Z' })
    expect(answer).toMatchObject({ total: 1, rows: [{ accepted: 2, refused: 0, by: 'This machine', mayUndoUntil: '2026-11-01T01:00:00.000Z', files: [{ file: 'clinic.example-backlinks.csv', rows: 2 }] }] })
    expect((await history.run(history.input.parse({}), { ...client.context, now: '2026-11-01T01:00:01.000Z' })).rows[0]!.mayUndoUntil).toBeNull()
    expect(history.output.safeParse(answer).error?.issues).toBeUndefined()
  })
})

describe('imports undo', () => {
  it('takes a whole import back within an hour, and lets it come again', async () => {
    const list = async () => (await history.run(history.input.parse({}), client.context)).rows
    const { batch } = (await list())[0]!
    await importSightings.run(importSightings.input.parse({ files: [second] }), client.context)
    expect((await client.context.index.info()).sightings).toBe(4)
    await expect(undo.run(undo.input.parse({ batch }), { ...client.context, now: '2026-11-01T01:00:01.000Z' })).rejects.toMatchObject({ code: 'refused' })
    expect(await undo.run(undo.input.parse({ batch }), client.context)).toEqual({ undone: true, rows: 2 })
    expect((await client.context.index.info()).sightings).toBe(2)
    await expect(undo.run(undo.input.parse({ batch }), client.context)).rejects.toMatchObject({ code: 'conflict' })
    expect((await list()).find((row) => row.batch === batch)).toMatchObject({ undoneBy: 'This machine', mayUndoUntil: null })
    expect((await look(first)).files).toMatchObject([{ alreadyHere: false, newLinks: 1 }])
    await importSightings.run(importSightings.input.parse({ files: [first] }), client.context)
    expect((await list()).find((row) => row.batch === batch)).toMatchObject({ undoneAt: null, mayUndoUntil: expect.any(String) })
    expect((await client.context.index.info()).sightings).toBe(4)
    // A terminal shows the beginning of the name; a few signs of it would be a slip.
    await expect(undo.run(undo.input.parse({ batch: batch.slice(0, 7) }), client.context)).rejects.toMatchObject({ code: 'not_found' })
    expect(await undo.run(undo.input.parse({ batch: batch.slice(0, 8) }), client.context)).toEqual({ undone: true, rows: 2 })
    expect((await list()).find((row) => row.batch === batch)).toMatchObject({ undoneBy: 'This machine' })
    const record = (await client.context.desk.imports.list())[0]!
    await client.context.desk.imports.save({ ...record, id: 'other', batch: `${batch.slice(0, 8)}00`, undoneAt: null, undoneBy: null }, { by: 'local', at: record.at } as never)
    await expect(undo.run(undo.input.parse({ batch: batch.slice(0, 8) }), client.context)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('Several imports begin with') })
    await expect(undo.run(undo.input.parse({ batch: 'none' }), client.context)).rejects.toMatchObject({ code: 'not_found' })
  })
})
