import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { openOutside } from '../../src/home.js'
import { localActor } from '../../src/model/actor.js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../src/doors/call.js'
import { sampleWeb } from '../../src/files/sample-web.js'
import type { Operation } from '../../src/model/operation.js'
import auditsRun from '../../src/operations/audits/run.js'
import { openChromium } from './chromium.js'

/** The report of the sample web, in a real browser: readable, accessible, and quiet on the network. */

const home = mkdtempSync(join(tmpdir(), 'citewell-report-'))
const shots = process.env.CITEWELL_SCREENSHOTS
let browser: Browser
let page: string
let empty: string

beforeAll(async () => {
  const outside = await openOutside(home)
  const web = sampleWeb()
  const audit = async (input: unknown) => {
    const output = await call(auditsRun as unknown as Operation, input, { outside: async () => outside, actor: localActor, now: '2026-11-01T10:00:00.000Z', signal: new AbortController().signal })
    return (output as { files: Array<{ name: string; text: string }> }).files.find((file) => file.name === 'report.html')!.text
  }
  writeFileSync((page = join(home, 'report.html')), await audit({ site: web.site, from: web.exports, archive: web.archives, profile: web.profile }))
  writeFileSync((empty = join(home, 'empty.html')), await audit({ site: 'nobody-links.example' }))
  await outside.close()
  if (shots) mkdirSync(shots, { recursive: true })
  browser = await openChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  rmSync(home, { recursive: true, force: true })
})

describe.each([
  { width: 1440, colorScheme: 'light' as const },
  { width: 1440, colorScheme: 'dark' as const },
  { width: 390, colorScheme: 'light' as const },
])('at $width px, $colorScheme', ({ width, colorScheme }) => {
  it.each(['report', 'empty'])('%s: no serious accessibility violation, no sideways scrolling, no request', async (name) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const tab = await context.newPage()
    const requests: string[] = []
    tab.on('request', (request) => requests.push(request.url()))
    await tab.goto(`file://${name === 'report' ? page : empty}`)
    if (shots) await tab.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    expect(await tab.locator('h1').count()).toBe(1)
    expect(await tab.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0)
    // Unfolded too, no table has to be moved sideways to be read.
    await tab.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true })')
    expect(await tab.evaluate('[...document.querySelectorAll(".scroll")].filter((table) => table.scrollWidth > table.clientWidth + 1).map((table) => table.getAttribute("aria-label"))')).toEqual([])
    const { violations } = await new AxeBuilder({ page: tab }).analyze()
    expect(violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical').map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([])
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([])
    await context.close()
  })
})
