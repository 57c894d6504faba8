import { describe, expect, it } from 'vitest'
import { fileOfBytes } from '../../model/file-input.js'
import { readRegistrationFile } from './registration-file.js'

const seenAt = '2026-11-01T00:00:00.000Z'
const read = (text: string | Buffer, name = 'domains.csv') => readRegistrationFile(fileOfBytes(name, Buffer.from(text)), { seenAt })
const rdap = (ldhName: string) => ({ objectClassName: 'domain', ldhName, events: [{ eventAction: 'expiration', eventDate: '2027-01-05T00:00:00Z' }] })

describe('a file of answers', () => {
  it.each([
    ['one', JSON.stringify(rdap('a.example'), null, 2), ['a.example']],
    ['a list', JSON.stringify([rdap('a.example'), rdap('b.example')]), ['a.example', 'b.example']],
    ['finds of a search', JSON.stringify({ domainSearchResults: [rdap('a.example'), rdap('b.example')] }), ['a.example', 'b.example']],
    ['one a line', `${JSON.stringify(rdap('a.example'))}\r\n\n${JSON.stringify(rdap('b.example'))}`, ['a.example', 'b.example']],
  ])('is read: %s', async (_, text, domains) => {
    const { kind, registrations, problems } = await read(text, 'answers.json')
    expect([kind, registrations.map(({ domain }) => domain), problems.count]).toEqual(['rdap', domains, 0])
    expect(registrations[0]).toMatchObject({ seenBy: 'rdap-file:answers.json', seenAt, expiresOn: '2027-01-05' })
  })

  it('loses nothing good for what is bad beside it', async () => {
    const { registrations, problems, rows } = await read(`${JSON.stringify(rdap('a.example'))}\n{"cut": \n{"ldhName":"www.b.example"}\n${JSON.stringify(rdap('c.example'))}\n`)
    expect([registrations.map(({ domain }) => domain), rows]).toEqual([['a.example', 'c.example'], 4])
    expect(problems.listed.map(({ line, message }) => [line, message])).toEqual([[2, 'answer 2: it is no JSON'], [3, expect.stringMatching(/names no domain/u)]])
  })

  it('that is deep beyond all measure is no JSON we read', async () => expect((await read('['.repeat(2_000_000))).registrations).toEqual([]))
})

describe('a list of a registrar', () => {
  it.each([
    ['comma', 'Domain Name,Registrar,Creation Date,Expiration Date,Name Servers,Status\nold-clinic.example,Names Ltd,2009-04-12,2027-04-12,"ns1.hosting.example, ns2.hosting.example",clientTransferProhibited\n'],
    ['semicolon, day first, a mark at the beginning', '\ufeffDomain;Anbieter;Registriert am;Ablaufdatum;Nameserver1;Nameserver2;Status\nold-clinic.example;Names Ltd;12.04.2009;12.04.2027;NS1.hosting.example.;ns2.hosting.example;client transfer prohibited\n'],
    ['tabs, month first, other columns', 'Note\tname\tregistrar\tcreated_on\texpires_on\tnameservers\tdomain_status\nx\told-clinic.example\tNames Ltd\t04/12/2009\t04/12/2027\tns1.hosting.example ns2.hosting.example\tclient-transfer-prohibited\ny\tnew.example\t\t12/31/2020\t\t\t\n'],
  ])('is read: %s', async (_, text) => {
    const { kind, registrations, problems } = await read(text)
    expect([kind, problems.listed]).toEqual(['list', []])
    expect(registrations[0]).toEqual({
      domain: 'old-clinic.example', seenBy: 'list:domains.csv', seenAt, registered: true, registrar: 'Names Ltd', registrarId: null, createdOn: '2009-04-12', changedOn: null, expiresOn: '2027-04-12',
      statuses: ['client transfer prohibited'], nameServers: ['ns1.hosting.example', 'ns2.hosting.example'],
    })
  })

  it('does not guess at a date that could be two', async () => {
    const { registrations, problems } = await read('domain,expires\na.example,03/04/2027\nb.example,2027-04-03\nc.example,never\n')
    expect(registrations.map(({ expiresOn }) => expiresOn)).toEqual([null, '2027-04-03', null])
    expect(problems.listed.map(({ line }) => line)).toEqual([2, 4])
  })

  it('tells rows that name no domain', async () => {
    const { registrations, problems } = await read('domain,expires\nwww.a.example,2027-01-01\n,2027-01-01\nlocalhost,2027-01-01\nb.example,2027-01-01\n')
    expect([registrations.map(({ domain }) => domain), problems.count]).toEqual([['b.example'], 3])
  })

  it.each(['', 'hello', 'domain\na.example\n', 'Referring page,Target\nhttps://a.example/,https://b.example/\n', '%PDF-1.4', '\0\0\0'])('is none in %j', async (text) => {
    const { kind, registrations, problems } = await read(text)
    expect([kind, registrations, problems.listed[0]?.cause]).toEqual(['unknown', [], 'unknown-file'])
  })
})
