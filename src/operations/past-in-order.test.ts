import { expect, it } from 'vitest'
import { page } from '../linkindex/testing/invented.js'
import type { PageRecord } from '../model/page.js'
import { emptyProfile } from '../model/profile.js'
import { loadLists } from '../files/shipped-lists.js'
import { ensureJudged } from './judge.js'
import { ingestArchive } from './ingest.js'
import { pastInOrder } from './past-in-order.js'
import { scopeOf } from './sites.js'
import { clientContext } from './testing/client-context.js'

const facts = async () => ({ site: { site: 'clinic.example', domain: 'clinic.example', profile: emptyProfile, targetPages: new Map() }, lists: await loadLists() })
const pagesOf = (domain: string, count: number) => Array.from({ length: count }, (_, at) => page({ domain, url: `https://${domain}/${at}` }))

it('reads no further than the domain that is asked for, and gives each its own pages', async () => {
  let read = 0
  let isClosed = false
  async function* pages(): AsyncGenerator<PageRecord> {
    try {
      for (const one of [...pagesOf('a.example', 2), ...pagesOf('b.example', 3), ...pagesOf('d.example', 2), ...pagesOf('a.org', 1)]) {
        read += 1
        yield one
      }
    } finally {
      isClosed = true
    }
  }
  const past = pastInOrder(pages(), await facts())
  const urlsOf = async (domain: string) => (await past.of(domain))?.map(({ url }) => url)
  expect(await urlsOf('a.example')).toEqual(['https://a.example/0', 'https://a.example/1'])
  expect(read).toBe(3)
  expect(await urlsOf('c.example')).toBeUndefined()
  expect(await urlsOf('d.example')).toEqual(['https://d.example/0', 'https://d.example/1'])
  expect(read).toBe(8)
  expect(await urlsOf('b.org')).toBeUndefined()
  await past.close()
  expect(isClosed).toBe(true)
})

it('the index gives pages in the order in which domains are judged', async () => {
  const { context, close } = await clientContext()
  try {
    const hosts = ['b-x.example', 'b.example', 'zeta.org', 'a.co.uk', 'old.b-c.example', '10.0.0.7', 'a-b.com']
    const record = (url: string, on: string) => {
      const http = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>Page</title></head><body><a href="https://clinic.example/">clinic</a></body></html>`
      return `WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: ${on}T10:00:00Z\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n${http}\r\n\r\n`
    }
    const bytes = Buffer.from(hosts.flatMap((host) => [record(`https://${host}/1`, '2024-01-01'), record(`https://${host}/2`, '2026-01-01')]).join(''))
    await ingestArchive({ name: 'all.warc', size: bytes.length, once: false, async *open() { yield bytes } }, { target: 'clinic.example' }, context)
    const scope = scopeOf('clinic.example')
    const past = pastInOrder(context.index.pastPages(scope), await facts())
    const found: string[] = []
    for await (const links of context.index.linkRuns(scope)) for (const domain of new Set(links.map(({ referringDomain }) => referringDomain))) found.push(`${domain} ${(await past.of(domain))?.length}`)
    await past.close()
    expect(found).toHaveLength(hosts.length)
    for (const one of found) expect(one).toMatch(/ 2$/u)
    await ensureJudged(scope, context)
  } finally {
    await close()
  }
})
