import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callWhole } from '../doors/call.js'
import { inputOfJson } from '../doors/json-input.js'
import { openOutside } from '../home.js'
import { localActor } from '../model/actor.js'
import type { Client } from '../model/desk-nouns.js'
import type { Outside } from '../model/outside.js'
import { operations } from './index.js'

/** One client, one main site, whichever door named it: the app reads the client, the command line the list of sites. */
let home: string
let outside: Outside & { close(): Promise<void> }
let client = 'home'
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'citewell-main-site-'))
  outside = await openOutside(home)
}, 60_000)
afterAll(async () => {
  await outside.close()
  await rm(home, { recursive: true, force: true })
})
let made = 0
beforeEach(async () => {
  client = ((await run('clients.add', { name: `Client ${(made += 1)}` })).client as Client).slug
})

async function run(id: string, input: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const operation = operations.find((one) => one.id === id)!
  return (await callWhole(operation, inputOfJson(operation, input), { outside: async () => outside, operations: async () => operations, actor: localActor, now: '2026-11-01T10:00:00.000Z', isHere: true })) as Record<string, unknown>
}

const forIt = (id: string, input: Record<string, unknown> = {}) => run(id, { client, ...input })
const shownSite = async () => ((await run('sessions.current')).clients as Client[]).find(({ slug }) => slug === client)!.site
const listed = async () => ((await forIt('sites.list')).rows as Array<{ site: string; main: boolean }>).map(({ site, main }) => `${site}${main ? ' main' : ''}`).toSorted()

describe('the main site of a client', () => {
  it('is the first that was audited, where nobody named one', async () => {
    expect(await shownSite()).toBeNull()
    await forIt('audits.run', { site: 'https://www.clinic.example/' })
    expect(await shownSite()).toBe('clinic.example')
    await forIt('audits.run', { site: 'other.example' })
    expect(await shownSite()).toBe('clinic.example')
  }, 60_000)

  it('is never a rival that somebody audits', async () => {
    await forIt('competitors.save', { domain: 'rival.example' })
    await forIt('audits.run', { site: 'rival.example' })
    expect(await shownSite()).toBeNull()
  }, 60_000)

  it('is the same in the list of sites and with the client, whichever was changed', async () => {
    await forIt('sites.save', { site: 'clinic.example' })
    expect(await shownSite()).toBe('clinic.example')
    const { saved } = await forIt('sites.save', { site: 'blog.clinic.example', main: true })
    expect([await shownSite(), await listed()]).toEqual(['blog.clinic.example', ['blog.clinic.example main', 'clinic.example']])
    await forIt('clients.update', { site: 'www.clinic.example' })
    expect([await shownSite(), await listed()]).toEqual(['clinic.example', ['blog.clinic.example', 'clinic.example main']])
    await forIt('sites.save', { id: (saved as { id: string }).id, label: 'What we write' })
    expect(await shownSite()).toBe('clinic.example')
  }, 60_000)

  it('stays what it was when another site is listed first', async () => {
    await forIt('clients.update', { site: 'clinic.example' })
    await forIt('sites.save', { site: 'blog.clinic.example' })
    expect([await shownSite(), await listed()]).toEqual(['clinic.example', ['blog.clinic.example']])
  }, 60_000)
})
