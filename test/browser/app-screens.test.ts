import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type AppServer } from './app-server.js'
import { openChromium } from './chromium.js'
import { keepShot, overflowOf, violationsOf, watch } from './look.js'
import { say } from './words.js'

/** Every screen of the app on the sample organisation: accessible in light and dark, at 1440 and 390, and quiet. */

let browser: Browser
let server: AppServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startApp('start'), openChromium()])
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

// Read as text, since the list names files for the browser. Whoever sits at this machine is signed in already; signing in is walked in `app-journeys.test.ts`.
const list = readFileSync(new URL('../../app/pages/all-pages.ts', import.meta.url), 'utf8')
const screens = [...list.matchAll(/\{ id: '([\w-]+)', at: '([^']+)'/gu)].map(([, id, at]) => ({ id: id!, path: at!.replace('$client', 'northgate') })).filter(({ id }) => id !== 'sign-in')

it('the list of screens is read', () => {
  expect(screens.length).toBeGreaterThan(20)
})

describe.each([{ width: 1440 }, { width: 390 }])('at $width px', ({ width }) => {
  it.each([...screens, { id: 'help-entry', path: '/help/audit%2FRISK-01' }, { id: 'help-entry-decoded', path: '/help/audit/RISK-01' }, { id: 'missing', path: '/c/nobody/links' }])('$id', async ({ id, path }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' })
    const tab = await context.newPage()
    const wrong = watch(tab, server.url)
    await tab.goto(server.url + path)
    await tab.locator('h1').first().waitFor({ timeout: 30_000 })
    await tab.waitForLoadState('networkidle')
    await keepShot(tab, `${id}-${width}-light`)
    expect(await tab.locator('h1').count()).toBe(1)
    expect((await tab.title()).endsWith('Citewell')).toBe(true)
    expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
    await expect.poll(() => violationsOf(tab), { timeout: 10_000, interval: 300 }).toEqual([])
    await tab.emulateMedia({ colorScheme: 'dark' })
    // Charts are drawn again in the other colours, which takes a moment on a busy machine.
    await expect.poll(() => violationsOf(tab, ['color-contrast', 'link-in-text-block']), { timeout: 10_000, interval: 300 }).toEqual([])
    await keepShot(tab, `${id}-${width}-dark`)
    expect(wrong).toEqual([])
    await context.close()
  }, 120_000)
})

describe.each([{ width: 1440 }, { width: 390 }])('the line about judging at $width px', ({ width }) => {
  it.each(['overview', 'links', 'gap', 'risk'])('comes and goes over %s and moves nothing', async (id) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    const tab = await context.newPage()
    const judging = { site: 'northgate-heart.example', state: 'judging', showing: 'older', judgedAt: '2026-11-20T00:00:00.000Z', done: 430_000, total: 1_000_000, secondsLeft: 70, problem: null, job: null }
    let isDone = false
    await tab.route('**/v1/links/judging', (route) => route.fulfill({ json: isDone ? { ...judging, state: 'ready', showing: 'fresh', done: null, total: null, secondsLeft: null } : judging }))
    await tab.addInitScript('globalThis.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach(({ startTime, value }) => globalThis.shifts.push([startTime, value]))).observe({ type: "layout-shift", buffered: true })')
    await tab.goto(`${server.url}/c/northgate/${id}`)
    const line = tab.getByText(say('judging.older', { when: '20 Nov 2026' }))
    const shiftsSince = async (from: number) => (await tab.evaluate<Array<[number, number]>>('globalThis.shifts')).reduce((sum, [at, value]) => sum + (at > from ? value : 0), 0)
    await line.waitFor()
    await tab.waitForLoadState('networkidle')
    // Before anything looks at the page: a picture of the whole of it, and axe, move what sticks to the window.
    expect(await shiftsSince(0)).toBeLessThan(0.1)
    await keepShot(tab, `judging-${id}-${width}`)
    expect(await violationsOf(tab)).toEqual([])
    expect(await overflowOf(tab)).toBeLessThanOrEqual(0)
    const from = await tab.evaluate<number>('performance.now()')
    isDone = true
    await line.waitFor({ state: 'detached' })
    await tab.waitForTimeout(500)
    expect(await shiftsSince(from)).toBeLessThan(0.02)
    await context.close()
  }, 60_000)
})

it('an anchor leads to the very links that its row counts, and to no other with its words inside', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const tab = await context.newPage()
  const answer = tab.waitForResponse((one) => one.url().includes('/v1/links/anchors') && one.ok())
  await tab.goto(`${server.url}/c/northgate/anchors`)
  await answer
  const { rows } = await (await fetch(`${server.url}/v1/links/anchors?client=northgate&target=northgate-heart.example&limit=100`)).json() as { rows: Array<{ anchorText: string; links: number }> }
  // Its words stand inside other anchors, which a search would find besides.
  const { anchorText, links } = rows.find((row) => row.anchorText !== '' && rows.some((other) => other !== row && other.anchorText.toLowerCase().includes(row.anchorText.toLowerCase())))!
  await tab.getByRole('grid').getByRole('link', { name: anchorText, exact: true }).first().click()
  await tab.getByRole('heading', { level: 1, name: say('links.title-filtered', { count: links }) }).waitFor({ timeout: 20_000 })
  expect(new URL(tab.url()).searchParams.get('anchor')).toBe(anchorText)
  await context.close()
}, 60_000)

describe('dialogs', () => {
  it.each([
    { id: 'task', path: '/c/northgate/tasks', opens: 'tasks.add' },
    { id: 'ledger', path: '/c/northgate/ledger', opens: 'ledger.add' },
    { id: 'client', path: '/clients', opens: 'clients.add' },
    { id: 'schedule', path: '/jobs', opens: 'schedules.add' },
  ])('$id', async ({ id, path, opens }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
    const tab = await context.newPage()
    await tab.goto(server.url + path)
    await tab.getByRole('button', { name: say(opens), exact: true }).first().click()
    await tab.getByRole('dialog').waitFor()
    // While it comes in, it is still half transparent.
    await expect.poll(() => violationsOf(tab), { timeout: 10_000, interval: 300 }).toEqual([])
    await keepShot(tab, `dialog-${id}`)
    await tab.keyboard.press('Escape')
    await tab.getByRole('dialog').waitFor({ state: 'detached' })
    // The keyboard is back where the dialog was opened.
    await expect.poll(() => tab.evaluate('document.activeElement.textContent'), { timeout: 5_000 }).toContain(say(opens))
    await context.close()
  }, 60_000)
})
