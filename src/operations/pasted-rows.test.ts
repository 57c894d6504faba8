import { describe, expect, it } from 'vitest'
import { readPasted } from './pasted-rows.js'

const columns = { fields: { name: ['name', 'location name'], city: ['city', 'town'], conditions: ['conditions'], latitude: ['lat', 'latitude'] }, order: ['name', 'city'], lists: ['conditions'], numbers: ['latitude'] }
const read = (text: string) => readPasted(text, columns)

describe('readPasted', () => {
  it.each([
    ['a list of names', 'Oak Street\nElm Street\n', [{ name: 'Oak Street' }, { name: 'Elm Street' }]],
    ['a table without a header', 'Oak Street,Dayton\n"Elm, West",Troy', [{ name: 'Oak Street', city: 'Dayton' }, { name: 'Elm, West', city: 'Troy' }]],
    ['a table from a spreadsheet', 'City\tLocation name\tNotes\nDayton\tOak Street\tx\n\t\t\nTroy\tElm Street\t', [{ city: 'Dayton', name: 'Oak Street' }, { city: 'Troy', name: 'Elm Street' }]],
    ['semicolons and a mark at the start', '\ufeffName;Town\r\nOak;Köln\r\n', [{ name: 'Oak', city: 'Köln' }]],
    ['a header of one column', 'name\nOak', [{ name: 'Oak' }]],
    ['lists and numbers', 'name,conditions,lat\nHeart,heart failure; angina,"39,75"', [{ name: 'Heart', conditions: ['heart failure', 'angina'], latitude: 39.75 }]],
    ['nothing', '  \n', []],
  ])('reads %s', (_, text, rows) => expect(read(text).rows.map(({ values }) => values)).toEqual(rows))

  it('names what it took each column for, and the line of a bad value', () => {
    const { columns: found, problems, rows } = read('name,lat,fax\nA,north,1\nB,2,3')
    expect(found).toEqual([{ column: 'name', field: 'name' }, { column: 'lat', field: 'latitude' }, { column: 'fax', field: null }])
    expect(problems).toMatchObject([{ line: 2, cause: 'bad-latitude' }])
    expect(rows).toHaveLength(1)
  })
})
