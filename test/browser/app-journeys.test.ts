import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type AppServer } from './app-server.js'
import { openChromium } from './chromium.js'
import { keepShot, violationsOf, watch } from './look.js'
import { say } from './words.js'

/** The journeys people come for, walked in a real browser against the built program. What is looked for is said by the catalogue, so new words break nothing. */

const sampleWeb = fileURLToPath(new URL('../../data/sample-web/', import.meta.url))
const exported = (end: string) => join(sampleWeb, `northgate-heart.example-${end}`)

let browser: Browser
let sample: AppServer
let fresh: AppServer
let context: BrowserContext
let tab: Page
let wrong: string[]

beforeAll(async () => {
  ;[sample, fresh, browser] = await Promise.all([startApp('start'), startApp('serve'), openChromium()])
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await Promise.all([sample?.close(), fresh?.close()])
})

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB', reducedMotion: 'reduce', acceptDownloads: true })
  tab = await context.newPage()
  tab.setDefaultTimeout(45_000)
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepShot(tab, `failed-${task.name.replaceAll(/\W+/gu, '-').slice(0, 40)}`)
  await context.close()
})

async function open(server: AppServer, path: string): Promise<void> {
  wrong = watch(tab, server.url)
  await tab.goto(server.url + path)
}

const button = (name: string | RegExp) => tab.getByRole('button', { name, exact: true })
const toast = (text: string) => tab.getByText(text, { exact: true }).waitFor()

describe('J1, the first hour', () => {
  it('sets the site up, imports files after a look at them, reads the overview, opens a link and corrects it', async () => {
    await open(fresh, '/c/home/setup')
    await tab.getByLabel(say('setup.site.name')).fill('Northgate Heart Clinic')
    await tab.getByLabel(say('setup.site.site')).fill('northgate-heart.example')
    await button(say('setup.save')).click()
    await toast(say('setup.site.saved'))
    await keepShot(tab, 'j1-1-setup')

    await open(fresh, '/c/home/imports')
    await tab.locator('input[type=file]').setInputFiles([exported('Latest links-2026-10-03.csv'), exported('backlinks-subdomains_2026-10-03_09-00-00.csv'), exported('backlink-audit-2026-10-03.csv')])
    await button(say('imports.import', { count: 3 })).waitFor()
    await tab.getByText(/\d+ rows?, \d+ accepted/u).first().waitFor()
    await keepShot(tab, 'j1-2-preview')
    await button(say('imports.import', { count: 3 })).click()
    await tab.getByRole('link', { name: say('imports.see') }).or(tab.getByRole('button', { name: say('imports.see') })).first().waitFor()
    await keepShot(tab, 'j1-3-imported')

    await open(fresh, '/c/home/overview')
    await tab.getByRole('heading', { level: 1, name: /link/u }).waitFor()
    await tab.waitForLoadState('networkidle')
    await keepShot(tab, 'j1-4-overview')
    expect(await violationsOf(tab)).toEqual([])

    await open(fresh, '/c/home/links')
    await tab.getByText('health.rivertoncounty-gov.example').first().click()
    await button(say('card.correct')).click()
    await tab.getByRole('textbox', { name: say('correct.value') }).or(tab.getByRole('combobox', { name: say('correct.value') })).first().click()
    await tab.getByRole('option', { name: say('type.LT-06'), exact: true }).click()
    await tab.getByLabel(say('correct.reason')).fill('A page of the county that lists places of care.')
    await button(say('correct.act', { count: 1 })).click()
    await toast(say('correct.done', { count: 1 }))
    await keepShot(tab, 'j1-5-corrected')
    expect(wrong).toEqual([])
  }, 240_000)
})

describe('J2, "a vendor says we have 471 toxic links"', () => {
  it('shows each flagged domain with its evidence and what other tools say, then decides to do nothing, signed', async () => {
    await open(sample, '/c/northgate/risk')
    await tab.getByRole('article').first().waitFor()
    expect(await tab.getByText(/Other tools would flag this because/u).count()).toBeGreaterThan(0)
    expect(await tab.locator('blockquote').count()).toBeGreaterThan(0)
    await button(new RegExp(say('risk.kinds.others'), 'u')).click()
    await tab.waitForURL(/by=others/u)
    await keepShot(tab, 'j2-1-risk')

    await tab.getByRole('link', { name: say('risk.decide') }).click()
    await tab.getByText('Do nothing. Here is why.').first().waitFor()
    // Without a cause there is no file, and nothing to make one with.
    await tab.getByText(say('decide.file.need')).waitFor()
    expect(await button(say('decide.build')).count()).toBe(0)
    await button(say('decide.sign')).click()
    await tab.getByText(say('decide.sign.need')).waitFor()
    await tab.getByLabel(say('decide.sign.name')).fill('Ada Rao')
    await tab.getByText('Reviewed by Ada Rao.').first().waitFor()
    await button(say('decide.sign')).click()
    await toast(say('decide.signed'))
    await tab.getByText(/signed by Ada Rao/u).waitFor()
    await keepShot(tab, 'j2-2-decided')
    expect(await violationsOf(tab)).toEqual([])
    expect(wrong).toEqual([])
  }, 120_000)

  it('makes a file only after a manual action, shows it line by line, and never lists what is protected', async () => {
    await open(sample, '/c/northgate/decide')
    await tab.getByLabel(say('decide.manual.label')).fill('Unnatural links to your site: Google has detected a pattern of unnatural, artificial links pointing to your site.')
    await tab.getByLabel(say('decide.sign.name')).fill('Ada Rao')
    await tab.getByText(say('decide.removal.asked'), { exact: true }).click()
    await tab.locator('input[type=file]').setInputFiles({ name: 'disavow.txt', mimeType: 'text/plain', buffer: Buffer.from('domain:findacardiologist.example\ndomain:long-gone.example\n') })
    await tab.getByRole('switch', { name: say('decide.whole.label') }).press(' ')
    const file = tab.getByRole('region', { name: say('decide.file') })
    await file.getByText('domain:best-medical-posts.example').waitFor()
    await file.getByText(say('decide.file.removed')).first().waitFor()
    await keepShot(tab, 'j2-3-file')
    expect(await violationsOf(tab)).toEqual([])
    const download = tab.waitForEvent('download', { predicate: (one) => /-disavow-.*\.txt$/u.test(one.suggestedFilename()) && !one.suggestedFilename().startsWith('earlier') })
    await button(say('decide.build')).click()
    await toast(say('decide.built'))
    const text = readFileSync(await (await download).path(), 'utf8')
    expect(text).toContain('domain:best-medical-posts.example\n')
    expect(text).not.toContain('findacardiologist.example')
    expect(text).toContain('reviewed by: Ada Rao')

    await open(sample, '/log')
    await tab.getByText('disavow.build').first().waitFor()
    expect(wrong).toEqual([])
  }, 120_000)
})

describe('J8, a new client, the gap and the approval', () => {
  it('adds a client behind a wall, proposes sites that link to rivals, and keeps the yes with its comment', async () => {
    await open(sample, '/clients')
    await button(say('clients.add')).click()
    const dialog = tab.getByRole('dialog')
    await dialog.getByLabel(say('clients.name')).fill('Riverside Paediatrics')
    await dialog.getByLabel(say('clients.site')).fill('riverside-paediatrics.example')
    await dialog.getByRole('button', { name: say('clients.add') }).click()
    await tab.waitForURL(/\/c\/riverside-paediatrics\/setup/u)
    await open(sample, '/clients')
    await tab.getByRole('link', { name: say('clients.open', { name: 'Riverside Paediatrics' }) }).waitFor()
    await tab.waitForLoadState('networkidle')
    await keepShot(tab, 'j8-1-clients')

    await open(sample, '/c/northgate/gap')
    await tab.getByRole('checkbox').nth(1).click()
    await button(say('gap.propose', { count: 1 })).click()
    await keepShot(tab, 'j8-2-propose')
    await tab.getByRole('dialog').getByRole('button', { name: say('gap.propose', { count: 1 }) }).click()
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
    await open(sample, '/c/northgate/prospects')
    await tab.getByRole('checkbox').first().click()
    await tab.getByLabel(say('prospects.comment')).fill('Agreed with Dr. Rao.')
    await button(say('prospects.approve', { count: 1 })).click()
    await tab.getByRole('heading', { level: 1, name: say('prospects.title.decided', { count: 1 }) }).waitFor()
    await keepShot(tab, 'j8-3-approved')
    expect(await violationsOf(tab)).toEqual([])
    expect(wrong).toEqual([])
  }, 180_000)
})

describe('the client report', () => {
  it('is made as a job, shown without scripts, and can be taken away', async () => {
    await open(sample, '/c/northgate/report')
    await tab.getByText(say('report.period.all'), { exact: true }).click()
    await button(say('report.make')).or(button(say('report.again'))).click()
    const frame = tab.frameLocator('iframe')
    await frame.locator('h1').first().waitFor()
    expect(await tab.locator('iframe').getAttribute('sandbox')).not.toContain('allow-scripts')
    expect(await frame.locator('script').count()).toBe(0)
    await keepShot(tab, 'report-made')
    const download = tab.waitForEvent('download')
    await tab.getByRole('link', { name: say('report.download') }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('<html')
    await open(sample, '/jobs')
    await tab.getByText(say('jobs.state.done')).first().waitFor()
    await keepShot(tab, 'jobs-done')
    expect(wrong).toEqual([])
  }, 180_000)
})

describe('people', () => {
  it('make the first account, sign out and in, and let a second person see one client only', async () => {
    const password = 'a sentence that is long enough'
    await open(fresh, '/set-up')
    await tab.getByLabel(say('join.name')).fill('Ada Rao')
    await tab.getByLabel(say('sign-in.email')).fill('ada@agency.example')
    await tab.locator('input[type=password]').fill(password)
    await keepShot(tab, 'people-1-set-up')
    await button(say('set-up.action')).click()
    await tab.waitForURL(/\/c\//u)

    await open(fresh, '/people')
    await button(say('people.invite')).click()
    await tab.getByRole('dialog').getByLabel(say('people.email')).fill('bo@clinic.example')
    await tab.getByRole('dialog').getByRole('radio', { name: say('people.role.read'), exact: true }).check()
    await tab.getByRole('dialog').getByRole('button', { name: say('people.invite') }).click()
    const path = await tab.getByText(/\/join#/u).textContent()
    await keepShot(tab, 'people-2-shown-once')

    const other = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    await other.goto(path!.trim())
    await other.getByLabel(say('join.name')).fill('Bo Lind')
    await other.locator('input[type=password]').fill(password)
    await other.getByRole('button', { name: say('join.action') }).click()
    await other.waitForURL(/\/c\//u)
    await other.goto(`${fresh.url}/c/home/decide`)
    await other.getByText(say('decide.cannot-sign')).or(other.getByText(say('decide.nosite.action'))).first().waitFor()
    await other.context().close()

    const anew = await (await browser.newContext({ locale: 'en-GB', colorScheme: 'dark' })).newPage()
    await anew.goto(`${fresh.url}/c/home/links`)
    await anew.waitForURL(/\/sign-in/u)
    await anew.getByLabel(say('sign-in.email')).fill('ada@agency.example')
    await anew.locator('input[type=password]').fill('wrong wrong wrong')
    await anew.getByRole('button', { name: say('sign-in.action'), exact: true }).click()
    await anew.getByRole('alert').waitFor()
    await keepShot(anew, 'people-3-sign-in')
    expect(await violationsOf(anew)).toEqual([])
    await anew.locator('input[type=password]').fill(password)
    await anew.getByRole('button', { name: say('sign-in.action'), exact: true }).click()
    await anew.waitForURL(/\/c\/home\/links/u)
    await anew.context().close()
  }, 240_000)
})

describe('the client switcher', () => {
  it('opens by the arrow, goes through the clients by arrows, Home and End, and chooses one', async () => {
    await open(sample, '/')
    const switcher = tab.locator('button.client-switcher').first()
    await switcher.waitFor()
    const from = new URL(tab.url()).pathname
    await switcher.focus()
    await tab.keyboard.press('ArrowDown')
    const choices = tab.locator('.client-list a')
    await choices.first().waitFor()
    const focused = async () => (await tab.locator(':focus').allTextContents())[0]
    const names = await choices.allTextContents()
    expect(names.length).toBeGreaterThan(1)
    await expect.poll(focused).toBe(names[0])
    await tab.keyboard.press('ArrowDown')
    expect(await focused()).toBe(names[1])
    await tab.keyboard.press('ArrowUp')
    await tab.keyboard.press('ArrowUp')
    expect(await focused()).toBe(names[0])
    await tab.keyboard.press('End')
    expect(names).not.toContain(await focused())
    await tab.keyboard.press('Home')
    expect(await focused()).toBe(names[0])
    await tab.keyboard.press('Escape')
    await choices.first().waitFor({ state: 'hidden' })
    await tab.locator('button.client-switcher:focus').waitFor()
    await tab.keyboard.press('ArrowDown')
    await choices.first().waitFor()
    const other = await choices.evaluateAll((all) => all.findIndex((one) => one.getAttribute('aria-current') === null))
    for (let at = 0; at < other; at += 1) await tab.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe(names[other])
    await tab.keyboard.press('Enter')
    await expect.poll(() => new URL(tab.url()).pathname).not.toBe(from)
    expect(wrong).toEqual([])
  })
})
