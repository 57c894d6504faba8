import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type AppServer } from './app-server.js'
import { openChromium } from './chromium.js'
import { keepShot, violationsOf, watch } from './look.js'
import { browserOf, type Asking } from './people.js'
import { say } from './words.js'

/** What went wrong and is put right again: a job that failed, a file that does not say what it is about, corrections that were none, a lost connection. */

let browser: Browser
let server: AppServer
let asking: Asking
let context: BrowserContext
let tab: Page
let wrong: string[]

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startApp('start'), openChromium()])
  asking = await browserOf(browser, server)
  await asking.ask('clients.add', { organisation: 'home', name: 'Hillside Dermatology' })
  await asking.ask('clients.add', { organisation: 'home', name: 'Lakeview Paediatrics' })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

beforeEach(async () => {
  ;({ context } = await browserOf(browser, server))
  tab = await context.newPage()
  wrong = watch(tab, server.url)
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepShot(tab, `failed-${task.name.replaceAll(/\W+/gu, '-').slice(0, 40)}`)
  await context.close()
})

const button = (name: string | RegExp) => tab.getByRole('button', { name, exact: true })

describe('a job', () => {
  it('that failed says why, and after its cause is mended it is tried again', async () => {
    await asking.ask('jobs.start', { operation: 'reports.client', input: { client: 'hillside-dermatology' } })
    const row = tab.getByRole('list', { name: say('jobs.list') }).getByRole('listitem').filter({ hasText: 'Hillside Dermatology' }).first()
    await tab.goto(`${server.url}/jobs`)
    await row.getByText(say('jobs.state.failed'), { exact: true }).waitFor()
    await row.getByText(/no main site/u).waitFor()
    await keepShot(tab, 'amends-1-failed')
    expect(await violationsOf(tab)).toEqual([])
    await row.getByRole('button', { name: say('jobs.retry') }).waitFor()

    await tab.goto(`${server.url}/c/hillside-dermatology/setup?step=site`)
    await tab.getByLabel(say('setup.site.site')).fill('https://www.hillside-dermatology.example/')
    await button(say('setup.save')).click()
    await tab.getByText(say('setup.site.saved'), { exact: true }).waitFor()
    await tab.goto(`${server.url}/jobs`)
    await row.getByRole('button', { name: say('jobs.retry') }).click()
    await row.getByText(say('jobs.state.done'), { exact: true }).waitFor()
    expect(await row.getByText(say('jobs.failed')).count()).toBe(0)
    await row.getByRole('button', { expanded: false }).click()
    await row.getByRole('link', { name: 'client-report.html' }).waitFor()
    await keepShot(tab, 'amends-2-tried-again')
    expect(wrong).toEqual([])
  }, 180_000)

  it('is repeated by a schedule that is said in words, can be paused and taken away', async () => {
    await tab.goto(`${server.url}/c/northgate/overview`)
    await tab.locator('h1').waitFor()
    await tab.goto(`${server.url}/jobs`)
    await button(say('schedules.add')).click()
    await tab.getByRole('dialog').getByRole('button', { name: say('schedules.save') }).click()
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
    const row = tab.getByRole('listitem').filter({ hasText: say('schedules.when.quarter') })
    await row.getByText(say('jobs.for', { client: 'Northgate Heart Clinic' })).waitFor()
    await row.getByRole('button', { name: say('schedules.pause') }).click()
    await row.getByText(say('schedules.paused'), { exact: true }).waitFor()
    await row.getByRole('button', { name: say('schedules.unpause') }).click()
    await row.getByText(/2027/u).waitFor()
    await keepShot(tab, 'amends-3-schedule')
    await row.getByRole('button', { name: say('schedules.remove') }).click()
    await tab.getByRole('dialog').getByRole('button', { name: say('schedules.remove') }).click()
    await tab.getByText(say('schedules.empty')).waitFor()
    expect(wrong).toEqual([])
  }, 120_000)
})

describe('an import', () => {
  it('of a list that names no site asks once; what is damaged says why and stops nothing else', async () => {
    await tab.goto(`${server.url}/c/northgate/imports`)
    await tab.locator('input[type=file]').setInputFiles([
      { name: 'links.csv', mimeType: 'text/csv', buffer: Buffer.from('Linking page,Last crawled\nhttps://late-find.example/page,2026-11-02\n') },
      { name: 'cut-off.zip', mimeType: 'application/zip', buffer: Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(400, 7)]) },
      { name: 'rival.csv', mimeType: 'text/csv', buffer: Buffer.from('Referring page,Target\nhttps://other-find.example/page,https://rival.example/\n') },
    ])
    const line = (name: string) => tab.getByRole('listitem').filter({ hasText: name })
    await line('cut-off.zip').getByText(say('imports.state.refused'), { exact: true }).waitFor()
    await line('rival.csv').getByText(say('imports.state.ready'), { exact: true }).waitFor()
    await line('links.csv').getByText(say('imports.state.asks'), { exact: true }).waitFor()
    await keepShot(tab, 'amends-4-asks')
    expect(await violationsOf(tab)).toEqual([])
    await button(say('imports.line.target.set')).click()
    await line('links.csv').getByText(say('imports.state.ready'), { exact: true }).waitFor()
    // Two calls, since one is told its site; the second follows by itself although a third file can't be read.
    await button(say('imports.import', { count: 2 })).click()
    for (const name of ['links.csv', 'rival.csv']) await line(name).getByText(say('imports.state.done'), { exact: true }).waitFor()
    await keepShot(tab, 'amends-5-both-in')
    expect(wrong).toEqual([])
  }, 180_000)
})

describe('a large file', () => {
  it('says how far it is, can be stopped on its way, and is read when it is handed in again', async () => {
    const row = (at: number) => `https://news-${at % 900}.example/articles/health/${at},https://northgate-heart.example/guides/home-blood-pressure,home monitoring ${at % 50}\n`
    const file = { name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(`Referring page,Target,Anchor\n${Array.from({ length: 28_000 }, (_, at) => row(at)).join('')}`) }
    const network = await context.newCDPSession(tab)
    await network.send('Network.enable')
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 600_000 })
    await tab.goto(`${server.url}/c/northgate/imports`)
    const line = tab.getByRole('listitem').filter({ hasText: 'large.csv' })
    await tab.locator('input[type=file]').setInputFiles(file)
    await line.getByText(/Sending: \d+.%/u).waitFor()
    await keepShot(tab, 'amends-9-sending')
    expect(await violationsOf(tab)).toEqual([])
    await line.getByRole('button', { name: say('job-line.stop') }).click()
    await line.waitFor({ state: 'detached' })

    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    await tab.locator('input[type=file]').setInputFiles(file)
    await line.getByText(say('imports.state.ready'), { exact: true }).waitFor()
    await line.getByText(say('imports.line.rows', { rows: 28_000, accepted: 28_000 })).waitFor()

    // Sending it for the import can be stopped too: the file is then as ready as before.
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 600_000 })
    await button(say('imports.import', { count: 1 })).click()
    await tab.getByText(say('job-line.sends'), { exact: true }).waitFor()
    await button(say('job-line.stop')).click()
    await line.getByText(say('imports.state.ready'), { exact: true }).waitFor()
    expect(wrong).toEqual([])
  }, 120_000)
})

describe('a client without a site', () => {
  it('is asked for it where a newcomer looks first, and goes on from there', async () => {
    await tab.goto(`${server.url}/c/lakeview-paediatrics/overview`)
    await tab.getByRole('heading', { name: say('overview.nosite.title'), level: 1 }).waitFor()
    await keepShot(tab, 'amends-10-no-site')
    expect(await violationsOf(tab)).toEqual([])
    await tab.getByLabel(say('setup.site.site')).fill('lakeview-paediatrics.example')
    await button(say('setup.save')).click()
    await tab.getByRole('heading', { name: say('overview.empty.title'), level: 1 }).waitFor()
  }, 60_000)
})

describe('the links of a view', () => {
  it('are handed over as a file with one line each', async () => {
    await tab.goto(`${server.url}/c/northgate/links?tier=1,2,3`)
    await button(say('export.menu')).click()
    const download = tab.waitForEvent('download')
    await tab.getByRole('menuitem').filter({ hasText: 'CSV' }).click()
    const lines = readFileSync(await (await download).path(), 'utf8').trim().split('\n')
    expect(lines[0]).toContain('referringPage')
    expect(lines.length).toBeGreaterThan(2)
    expect(wrong).toEqual([])
  }, 60_000)
})

describe('corrections', () => {
  it('are undone at once or withdrawn later as the set they were made in, with the reason kept', async () => {
    const sets = async () => (await asking.ask<{ rows: Array<{ corrections: number; standing: number; withdrawnReason: string | null }> }>('corrections.list-sets', { client: 'northgate' })).rows.map(({ corrections, standing, withdrawnReason }) => ({ corrections, standing, withdrawnReason }))
    const correctTwo = async () => {
      const rows = tab.getByRole('row').filter({ has: tab.getByRole('checkbox', { name: /^Select (?!all)/u }) })
      for (const at of [0, 1]) await rows.nth(at).getByRole('checkbox').click()
      await tab.getByRole('region', { name: say('bulk.label') }).getByRole('button', { name: say('bulk.correct') }).click()
      const dialog = tab.getByRole('dialog')
      await dialog.getByRole('textbox', { name: say('correct.value') }).or(dialog.getByRole('combobox', { name: say('correct.value') })).first().click()
      await tab.getByRole('option', { name: say('type.LT-30'), exact: true }).click()
      await dialog.getByLabel(say('correct.reason')).fill('A parish newsletter, printed by the town.')
      await dialog.getByRole('button', { name: say('correct.act', { count: 2 }) }).click()
      await dialog.waitFor({ state: 'detached' })
      await tab.getByText(say('bulk.done', { count: 2 })).waitFor()
    }
    await tab.goto(`${server.url}/c/northgate/links`)
    await correctTwo()
    await keepShot(tab, 'amends-6-corrected')
    await button(say('bulk.undo')).click()
    await tab.getByText(say('bulk.undone', { count: 2 })).waitFor()
    expect(await sets()).toEqual([{ corrections: 2, standing: 0, withdrawnReason: say('bulk.undo-reason') }])

    await tab.goto(`${server.url}/c/northgate/links`)
    await correctTwo()
    await button(say('corrections.open')).click()
    const dialog = tab.getByRole('dialog')
    await dialog.getByRole('button', { name: say('corrections.withdraw') }).click()
    await dialog.getByLabel(say('corrections.why')).fill('They were right after all.')
    await dialog.getByRole('button', { name: say('corrections.withdraw-act', { count: 2 }) }).click()
    await dialog.getByText(/They were right after all/u).waitFor()
    await keepShot(tab, 'amends-7-withdrawn')
    expect(await violationsOf(tab)).toEqual([])
    expect((await sets())[0]).toEqual({ corrections: 2, standing: 0, withdrawnReason: 'They were right after all.' })
    expect(wrong).toEqual([])
  }, 180_000)
})

describe('what was saved', () => {
  it('closes its form at once; what else it changes is read again behind the page', async () => {
    const reason = `A paper of the town, not of a society (${randomUUID().slice(0, 8)})`
    await tab.goto(`${server.url}/c/northgate/domains/heartwatch-magazine.example`)
    await button(say('domain.correct')).first().click()
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => { release = resolve })
    await tab.route('**/v1/domains/show', async (route) => {
      await held
      await route.continue()
    })
    const dialog = tab.getByRole('dialog')
    await dialog.getByRole('textbox', { name: say('domain.correct.reason') }).fill(reason)
    await dialog.getByRole('button', { name: say('domain.correct') }).click()
    await dialog.waitFor({ state: 'detached', timeout: 5_000 })
    expect(await tab.getByText(reason).count()).toBe(0)
    release()
    await tab.getByText(reason).first().waitFor()
    expect(wrong).toEqual([])
  }, 60_000)
})

describe('a connection that is lost', () => {
  it('is told on the page, and another try brings what was asked for', async () => {
    await tab.goto(`${server.url}/c/northgate/overview`)
    await tab.locator('h1').waitFor()
    await context.route('**/v1/**', (route) => route.abort('internetdisconnected'))
    await tab.getByRole('navigation').getByRole('link', { name: say('page.tasks'), exact: true }).first().click()
    await tab.getByRole('alert').getByText(say('error.unreachable')).first().waitFor()
    await keepShot(tab, 'amends-8-offline')
    await context.unroute('**/v1/**')
    await button(say('act.retry')).first().click()
    await tab.getByRole('alert').first().waitFor({ state: 'detached' })
    await button(say('tasks.add')).first().waitFor()
  }, 120_000)
})
