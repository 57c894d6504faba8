import { createServer, type AddressInfo } from 'node:net'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IdentityProvider } from '../identity-provider.js'
import { oneTimeCode } from '../one-time-code.js'
import { startApp, type AppServer } from './app-server.js'
import { openChromium } from './chromium.js'
import { keepShot, violationsOf, watch } from './look.js'
import { addPerson, browserOf, password, signIn, signOut, type Asking } from './people.js'
import { say } from './words.js'

/** People of an agency at a server where everybody signs in: a second factor, single sign-on, roles, an assistant, and taking things back. */

const provider = new IdentityProvider()
const ada = 'ada@agency.example'
let browser: Browser
let server: AppServer
let administrator: Asking

beforeAll(async () => {
  await provider.listen()
  ;[server, browser] = await Promise.all([
    // Single sign-on comes back to a known address, so the port is chosen before.
    freePort().then((port) => startApp('serve', { port, env: { CITEWELL_OIDC_ISSUER: provider.issuer, CITEWELL_OIDC_CLIENT_ID: 'citewell', CITEWELL_OIDC_CLIENT_SECRET: 'the secret', CITEWELL_OIDC_NAME: 'Clinic login' } })),
    openChromium(),
  ])
  administrator = await browserOf(browser, server)
  await administrator.ask('people.set-up', { name: 'Ada Rao', email: ada, password, organisation: 'Riverton Agency' })
  await administrator.ask('clients.update', { client: 'home', name: 'Northgate Heart Clinic', site: 'northgate-heart.example', profileKind: 'clinic', version: 1 })
  await addPerson(administrator, browser, server, { name: 'Bo Lind', email: 'bo@clinic.example', role: 'read' })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
  provider.close()
})

const button = (tab: Page, name: string | RegExp) => tab.getByRole('button', { name, exact: true })

describe('a second factor', () => {
  it('is turned on by picture or key, asked for at the next sign-in, and stood in for by a backup code, once', async () => {
    const { context } = await browserOf(browser, server, ada)
    const tab = await context.newPage()
    await tab.goto(`${server.url}/account`)
    await tab.getByLabel(say('account.factor.password')).fill(password)
    await button(tab, say('account.factor.start')).click()
    await tab.getByRole('img', { name: say('account.factor.picture') }).waitFor()
    expect(await violationsOf(tab)).toEqual([])
    await keepShot(tab, 'access-1-second-factor')
    const uri = new URL((await tab.getByRole('link', { name: say('account.factor.link') }).getAttribute('href'))!)
    const secret = uri.searchParams.get('secret')!
    expect((await tab.locator('pre, code').filter({ hasText: secret.slice(0, 4) }).first().textContent())!.replaceAll(' ', '')).toBe(secret)
    await tab.getByLabel(say('account.factor.code')).fill(oneTimeCode(secret))
    await button(tab, say('account.factor.confirm')).click()
    const listed = tab.getByRole('list', { name: say('account.codes.title') }).getByRole('listitem')
    await listed.first().waitFor()
    const codes = await listed.allTextContents()
    expect(codes.length).toBeGreaterThanOrEqual(8)
    await tab.emulateMedia({ media: 'print' })
    expect(await tab.getByText(codes[0]!).isVisible()).toBe(true)
    expect(await tab.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    await tab.emulateMedia({ media: 'screen' })
    await button(tab, say('account.codes.kept')).click()
    await tab.getByText(say('account.factor.on')).waitFor()

    for (const code of [() => oneTimeCode(secret), () => codes[0]!]) {
      await signOut(tab)
      await signIn(tab, ada)
      await tab.getByRole('textbox', { name: say('sign-in.code') }).fill(code())
      await button(tab, say('sign-in.code.action')).click()
      await tab.waitForURL(/\/c\//u)
    }
    await signOut(tab)
    await signIn(tab, ada)
    await tab.getByRole('textbox', { name: say('sign-in.code') }).fill(codes[0]!)
    await button(tab, say('sign-in.code.action')).click()
    await tab.getByRole('alert').waitFor()
    await keepShot(tab, 'access-2-code-used-up')
    await context.close()
  }, 240_000)
})

describe('single sign-on', () => {
  it('lets in whoever was invited, and tells a stranger why not', async () => {
    const { context } = await browserOf(browser, server)
    const tab = await context.newPage()
    provider.person = { sub: 'stranger', email: 'stranger@elsewhere.example', email_verified: true, name: 'A Stranger' }
    await tab.goto(`${server.url}/c/home/tasks`)
    await tab.waitForURL(/\/sign-in/u)
    await button(tab, say('sign-in.single', { name: 'Clinic login' })).click()
    await tab.getByText(say('sign-in.no-account')).waitFor()
    await keepShot(tab, 'access-3-stranger')
    provider.person = { sub: 'bo', email: 'bo@clinic.example', email_verified: true, name: 'Bo Lind' }
    await tab.goto(`${server.url}/c/home/tasks`)
    await tab.waitForURL(/\/sign-in/u)
    await button(tab, say('sign-in.single', { name: 'Clinic login' })).click()
    await tab.waitForURL(/\/c\/home\/tasks/u)
    await tab.getByRole('heading', { level: 1 }).waitFor()
    await context.close()
  }, 240_000)
})

describe('a role that may only read', () => {
  it('opens every page of its rail without being refused anything, and sees no button that would be', async () => {
    await administrator.ask('tasks.save', { client: 'home', title: 'Call the county' })
    await administrator.ask('notes.save', { client: 'home', about: 'society.example', text: 'They moved.' })
    await administrator.ask('considerations.save', { client: 'home', referringDomain: 'society.example', kind: 'sponsorship' })
    await administrator.ask('prospects.propose', { client: 'home', prospects: [{ domain: 'paper.example', reason: 'Links to others' }] })
    await administrator.ask('competitors.save', { client: 'home', domain: 'rival.example' })
    const { context } = await browserOf(browser, server, 'bo@clinic.example')
    const tab = await context.newPage()
    const wrong = watch(tab, server.url)
    const refused: string[] = []
    tab.on('response', (response) => void (response.status() === 403 && refused.push(response.url())))
    await tab.goto(`${server.url}/c/home/overview`)
    const rail = tab.getByRole('navigation', { name: say('rail.label') })
    // The rail is whole once it is known who is here.
    await rail.getByRole('link', { name: say('page.links'), exact: true }).waitFor()
    const pages = await rail.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
    expect(pages).toContain('/c/home/links')
    for (const hidden of ['/people', '/c/home/settings']) expect(pages).not.toContain(hidden)
    const writes = ['tasks.add', 'tasks.edit', 'tasks.drop', 'notes.add', 'notes.remove', 'ledger.add', 'ledger.remove', 'clients.add', 'setup.paste', 'setup.one', 'setup.save', 'imports.zone.choose', 'imports.undo', 'report.make', 'report.again', 'report.label.save', 'people.invite', 'proposals.confirm', 'proposals.decline', 'schedules.add', 'decide.sign', 'decide.build', 'gap.propose', 'prospects.approve'].map((key) => say(key, { count: 1 }))
    for (const path of pages.filter((page) => page !== '/')) {
      await tab.goto(server.url + path)
      await tab.getByRole('heading', { level: 1 }).first().waitFor()
      await tab.waitForLoadState('networkidle')
      expect(await tab.getByRole('button').allTextContents().then((names) => names.filter((name) => writes.includes(name))), path).toEqual([])
    }
    expect(refused).toEqual([])
    expect(wrong).toEqual([])
    await context.close()
  }, 240_000)
})

describe('an assistant', () => {
  it('proposes over MCP, and what a person confirms is done', async () => {
    const { secret } = await administrator.ask<{ secret: string }>('tokens.create', { name: 'Assistant', days: 1 })
    const assistant = new Client({ name: 'assistant', version: '1' })
    await assistant.connect(new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers: { authorization: `Bearer ${secret}` } } }))
    const asked = (title: string) => assistant.callTool({ name: 'tasks_save', arguments: { client: 'home', title, why: 'The link went in October.', about: 'heartfriends.example' } })
    await asked('Ask the society about the lost link')
    await asked('Paint the clinic green')
    await assistant.close()

    const tab = await administrator.context.newPage()
    await tab.goto(`${server.url}/c/home/tasks`)
    await tab.getByText('Call the county').waitFor()
    expect(await tab.getByText('Ask the society about the lost link').count()).toBe(0)
    await tab.goto(`${server.url}/c/home/proposals`)
    await tab.getByRole('heading', { level: 1, name: say('proposals.title', { count: 2 }) }).waitFor()
    await keepShot(tab, 'access-4-proposals')
    expect(await violationsOf(tab)).toEqual([])
    const waiting = (title: string) => tab.getByRole('article').filter({ hasText: title })
    await waiting('Ask the society').getByRole('button', { name: say('proposals.confirm') }).click()
    await tab.getByRole('heading', { level: 1, name: say('proposals.title', { count: 1 }) }).waitFor()
    await waiting('Paint the clinic').getByRole('button', { name: say('proposals.decline'), exact: true }).click()
    await tab.getByRole('heading', { level: 1, name: say('proposals.title', { count: 0 }) }).waitFor()
    await tab.goto(`${server.url}/c/home/tasks`)
    await tab.getByText('Ask the society about the lost link').waitFor()
    expect(await tab.getByText('Paint the clinic green').count()).toBe(0)
    await tab.close()
  }, 240_000)
})

describe('taking back', () => {
  it('an import: its links are gone, and the history says by whom', async () => {
    const tab = await administrator.context.newPage()
    // The server's clock stands on one day; so does the browser's, or the hour for taking back would be over.
    await tab.clock.setFixedTime('2026-11-22T00:10:00Z')
    await tab.goto(`${server.url}/c/home/imports`)
    await tab.locator('input[type=file]').setInputFiles({ name: 'links.csv', mimeType: 'text/csv', buffer: Buffer.from('Referring page,Target\nhttps://mistake.example/page,https://northgate-heart.example/\n') })
    await button(tab, say('imports.import', { count: 1 })).click()
    await tab.getByText(say('imports.state.done'), { exact: true }).waitFor()
    const linked = async () => (await administrator.ask<{ rows: unknown[] }>('links.list', { client: 'home', target: 'northgate-heart.example' })).rows.length
    expect(await linked()).toBe(1)
    await button(tab, new RegExp(say('imports.undo'), 'u')).click()
    await tab.getByRole('dialog').getByRole('button', { name: say('imports.undo'), exact: true }).click()
    await tab.getByText(say('imports.history.undone', { who: 'Ada Rao' })).waitFor()
    await keepShot(tab, 'access-5-undone')
    expect(await linked()).toBe(0)
    await tab.close()
  }, 240_000)

  it('a client: archived it is nowhere, restored it is whole again', async () => {
    await administrator.ask('clients.add', { organisation: 'home', name: 'Riverside Paediatrics', site: 'riverside.example' })
    await administrator.ask('tasks.save', { client: 'riverside-paediatrics', title: 'Kept through it all' })
    const tab = await administrator.context.newPage()
    const row = tab.getByRole('row').filter({ hasText: 'Riverside Paediatrics' })
    await tab.goto(`${server.url}/clients`)
    await row.getByRole('button', { name: say('clients.menu', { name: 'Riverside Paediatrics' }) }).click()
    await tab.getByRole('menuitem', { name: say('clients.archive') }).click()
    await tab.getByRole('dialog').getByRole('button', { name: say('clients.archive') }).click()
    await row.waitFor({ state: 'detached' })
    await tab.goto(`${server.url}/c/riverside-paediatrics/tasks`)
    await tab.getByRole('heading', { level: 1, name: say('client.archived', { name: 'Riverside Paediatrics' }) }).waitFor()
    await tab.goto(`${server.url}/clients`)
    await tab.locator('summary').filter({ hasText: say('clients.archived') }).click()
    await keepShot(tab, 'access-6-archived')
    await tab.getByRole('listitem').filter({ hasText: 'Riverside Paediatrics' }).getByRole('button', { name: say('clients.restore') }).click()
    await row.waitFor()
    await tab.goto(`${server.url}/c/riverside-paediatrics/tasks`)
    await tab.getByText('Kept through it all').waitFor()
    await tab.close()
  }, 240_000)
})

async function freePort(): Promise<number> {
  const taken = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const { port } = taken.address() as AddressInfo
  await new Promise((done) => taken.close(done))
  return port
}
