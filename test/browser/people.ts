import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { AppServer } from './app-server.js'
import { say } from './words.js'

/** People of an agency for the walks that need several: made over the API, since how they are made by hand is walked elsewhere. */
export const password = 'a sentence that is long enough'

export interface Asking {
  /** The answer of an operation, as whoever is signed in. */
  ask<Answer = Record<string, unknown>>(operation: string, input: object): Promise<Answer>
  context: BrowserContext
}

/** A browser of its own in which nobody is signed in, or the person of this address. */
export async function browserOf(browser: Browser, server: AppServer, email?: string, options: BrowserContextOptions = {}): Promise<Asking> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(60_000)
  const ask: Asking['ask'] = async (operation, input) => {
    const answer = await context.request.post(`${server.url}/v1/${operation.replace('.', '/')}`, { data: input, headers: { origin: server.url }, timeout: 120_000 })
    const body = (await answer.json()) as { error?: { message: string } }
    if (!answer.ok()) throw new Error(`${operation}: ${body.error?.message ?? answer.status()}`)
    return body as never
  }
  if (email !== undefined) await ask('sessions.start', { email, password })
  return { context, ask }
}

/** Somebody with a role, who has joined. */
export async function addPerson(administrator: Asking, browser: Browser, server: AppServer, given: { name: string; email: string; role: string; inClient?: string }): Promise<void> {
  const { email, name, ...role } = given
  const { path } = await administrator.ask<{ path: string }>('people.invite', { organisation: 'home', email, ...role })
  const joining = await browserOf(browser, server)
  await joining.ask('people.join', { secret: path.slice(path.indexOf('#') + 1), name, password })
  await joining.context.close()
}

export async function signOut(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: say('person.menu') }).click()
  await tab.getByRole('button', { name: say('person.sign-out'), exact: true }).click()
  await tab.waitForURL(/\/sign-in/u)
}

export async function signIn(tab: Page, email: string): Promise<void> {
  await tab.getByLabel(say('sign-in.email')).fill(email)
  await tab.locator('input[type=password]').fill(password)
  await tab.getByRole('button', { name: say('sign-in.action'), exact: true }).click()
}
