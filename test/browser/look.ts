import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Where screenshots are kept to be looked at; nowhere unless it is set. */
const shots = process.env.CITEWELL_SCREENSHOTS

export async function keepShot(tab: Page, name: string): Promise<void> {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await tab.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
}

/** Serious and critical violations of WCAG that axe finds, each with the first element. `rules` limits what is looked at. */
export async function violationsOf(tab: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page: tab })
  if (rules) axe.withRules([...rules])
  const { violations } = await axe.analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
}

/** What went wrong on a page that nobody sees on a screenshot: errors of scripts, and requests to anybody else. */
export function watch(tab: Page, origin: string): string[] {
  const wrong: string[] = []
  tab.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
  tab.on('console', (message) => {
    // The frame of a report runs no scripts; the browser says so when axe looks inside.
    if (message.type() === 'error' && !message.text().includes('sandboxed')) wrong.push(`console: ${message.text()}`)
  })
  tab.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(?:data|blob|about):/u.test(request.url())) wrong.push(`request: ${request.url()}`)
  })
  return wrong
}

/** How far the page is wider than the window: nought, or a person must scroll sideways. */
export const overflowOf = (tab: Page) => tab.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
