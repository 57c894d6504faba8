import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type AppServer } from './app-server.js'
import { openChromium } from './chromium.js'
import { keepShot, violationsOf, watch } from './look.js'
import { say } from './words.js'

/** Correcting all links that pass the filters, by the keyboard alone until the reason is typed, and both ways of taking it back. */

let browser: Browser
let sample: AppServer
let context: BrowserContext
let tab: Page

beforeAll(async () => {
  ;[sample, browser] = await Promise.all([startApp('start'), openChromium()])
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB', reducedMotion: 'reduce' })
  tab = await context.newPage()
  tab.setDefaultTimeout(45_000)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await sample?.close()
})

const button = (name: string | RegExp) => tab.getByRole('button', { name, exact: true })
const bar = () => tab.locator('.bulk-bar[role=status]')

/** Where the keyboard is; a dialog that closes must not leave it nowhere. */
const focused = () => tab.evaluate<string>('document.activeElement?.className ?? ""')

/** All that match become press releases; gives how many there are. */
async function correctAll(reason: string): Promise<number> {
  const table = tab.getByRole('grid')
  await table.locator('.data-row:not(:has(.skeleton))').first().waitFor()
  const count = Number(await table.getAttribute('aria-rowcount')) - 1
  await table.focus()
  await tab.keyboard.press('Control+a')
  await tab.getByText(say('bulk.all', { count }), { exact: true }).waitFor()
  await tab.keyboard.press('c')
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('textbox', { name: say('correct.value') }).or(dialog.getByRole('combobox', { name: say('correct.value') })).first().click()
  await tab.getByRole('option', { name: say('type.LT-08'), exact: true }).click()
  await dialog.locator('.correct-was li').first().waitFor()
  await dialog.getByLabel(say('correct.reason')).fill(reason)
  await dialog.getByRole('button', { name: say('correct.act', { count }) }).click()
  await bar().waitFor()
  return count
}

describe('corrections of many links', () => {
  it('are shown before they are made, undone with one press, listed with their reason and withdrawn', async () => {
    const wrong = watch(tab, sample.url)
    await tab.goto(`${sample.url}/c/northgate/links?tier=5`)
    const count = await correctAll('They are press releases.')
    expect(count).toBeGreaterThan(1)
    await keepShot(tab, 'corrections-1-made')
    expect(await violationsOf(tab)).toEqual([])
    await expect.poll(focused).toContain('data-table')

    await button(say('bulk.undo')).click()
    await bar().waitFor({ state: 'detached' })
    await expect.poll(focused).toContain('data-table')

    await correctAll('They are press releases, all of them.')
    await button(say('corrections.open')).click()
    const list = tab.getByRole('dialog').locator('.corrections > li')
    await list.nth(1).waitFor()
    // The newest first; the one that was undone says so.
    expect(await list.nth(0).innerText()).toContain('They are press releases, all of them.')
    expect(await list.nth(1).innerText()).toContain(say('bulk.undo-reason'))
    await list.nth(0).getByRole('button', { name: say('corrections.withdraw') }).click()
    await tab.keyboard.type('It was a mistake.')
    await tab.keyboard.press('Enter')
    await list.nth(0).getByText(/It was a mistake\./u).waitFor()
    expect(await list.nth(0).getByRole('textbox').count()).toBe(0)
    await keepShot(tab, 'corrections-2-withdrawn')
    expect(await violationsOf(tab)).toEqual([])

    await tab.keyboard.press('Escape')
    await list.first().waitFor({ state: 'detached' })
    await expect.poll(() => tab.evaluate<string>('document.activeElement?.textContent')).toBe(say('corrections.open'))
    expect(wrong).toEqual([])
  }, 180_000)
})
