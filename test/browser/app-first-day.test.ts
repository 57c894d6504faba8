import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startApp, type AppServer } from './app-server.js'
import { openChromium } from './chromium.js'
import { violationsOf } from './look.js'
import { browserOf, type Asking } from './people.js'
import { say } from './words.js'

/** The first day of somebody who has nothing here yet: what is not known is not shown as nought, and nobody is sent back. */

let browser: Browser
let server: AppServer
let asking: Asking
let tab: Page

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startApp('serve'), openChromium()])
  asking = await browserOf(browser, server)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

beforeEach(async () => {
  tab = await asking.context.newPage()
  return () => tab.close()
})

it('adds a client whose name has no Latin letter', async () => {
  await tab.goto(`${server.url}/clients`)
  await tab.getByRole('button', { name: say('clients.add'), exact: true }).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByLabel(say('clients.name')).fill('عيادة القلب')
  await dialog.getByLabel(say('clients.site')).fill('heart-clinic.example')
  await dialog.getByRole('button', { name: say('clients.add') }).click()
  await tab.waitForURL(/\/c\/heart-clinic\/setup/u)
  await tab.goto(`${server.url}/clients`)
  const row = tab.getByRole('row').filter({ hasText: 'heart-clinic.example' })
  // No link of it was ever shown to us.
  await row.getByText(say('clients.import.none')).waitFor()
  await expect.poll(() => row.getByText('–').count(), { timeout: 60_000 }).toBe(2)
}, 180_000)

it('after an audit at the command line it does not ask for the site again', async () => {
  await asking.ask('audits.run', { client: 'home', site: 'first-clinic.example' })
  await tab.goto(server.url)
  await tab.getByText('first-clinic.example').first().waitFor()
  expect(await tab.getByLabel(say('setup.site.site')).count()).toBe(0)
}, 180_000)

it('of rivals of whom nothing is known the gap says so, and blames no filter', async () => {
  await asking.ask('clients.update', { client: 'home', site: 'first-clinic.example' })
  await asking.ask('competitors.save', { client: 'home', domain: 'rival.example' })
  await tab.goto(`${server.url}/c/home/gap`)
  await tab.getByText(say('gap.blind')).waitFor()
  expect(await tab.getByRole('heading', { level: 1 }).textContent()).toBe(say('gap.short'))
  expect(await tab.getByText(say('gap.none')).count()).toBe(0)
  expect(await violationsOf(tab)).toEqual([])
}, 180_000)

it('the search gives the keyboard back to the field in which one was', async () => {
  await asking.ask('competitors.save-many', { client: 'home', text: 'rival.example' })
  await tab.goto(`${server.url}/c/home/gap`)
  const field = tab.getByLabel(say('gap.search'))
  await field.focus()
  await tab.keyboard.press('Control+k')
  await tab.getByRole('dialog').getByRole('combobox').waitFor()
  await tab.keyboard.press('Escape')
  await expect.poll(() => field.evaluate((element) => element === element.ownerDocument.activeElement), { timeout: 20_000 }).toBe(true)
  expect(await field.evaluate((element) => element.ownerDocument.defaultView!.getComputedStyle(element).outlineWidth)).toBe('2px')
}, 180_000)
