import { expect, it } from 'vitest'
import { runProfileAudits } from '../audits/index.js'
import { gatherFacts, profileFacts } from './gather-facts.js'
import { ingestArchive } from './ingest.js'
import { ensureJudged, explainLink } from './judge.js'
import { linkQuery } from './link-query.js'
import { scopeOf } from './sites.js'
import { clientContext } from './testing/client-context.js'

const robot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'

function record(type: string, url: string, at: string, http: string): string {
  return `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Date: ${at}\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=${type}\r\nContent-Length: ${Buffer.byteLength(http)}\r\n\r\n${http}\r\n\r\n`
}

/** A page as somebody asked for it and got it. */
function asked(path: string, userAgent: string, at: string, title: string): string {
  const url = `https://clinic.example${path}`
  return record('request', url, at, `GET ${path} HTTP/1.1\r\nHost: clinic.example\r\nUser-Agent: ${userAgent}\r\n\r\n`) + record('response', url, at, `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>${title}</title></head><body><p>Heart care in <a href="/riverton">Riverton</a>.</p></body></html>`)
}

it.each<[string, string, string]>([
  ['the robot gets an offer that visitors do not see', 'Buy viagra without prescription', 'flag'],
  ['both get the same', 'Heart failure', 'pass'],
])('archives of the own site as a robot and as a browser saw it: %s', async (_, title, verdict) => {
  const { context, close } = await clientContext()
  try {
    for (const [name, userAgent, at, shown] of [['browser.warc', browser, '2026-10-20T10:00:00Z', 'Heart failure'], ['robot.warc', robot, '2026-10-20T11:00:00Z', title]] as const) {
      const bytes = Buffer.from(asked('/heart-failure', userAgent, at, shown))
      await ingestArchive({ name, size: bytes.length, once: false, async *open() { yield bytes } }, { target: null }, context)
    }
    const scope = { domain: 'clinic.example', host: null, pathPrefix: null }
    const findings = await runProfileAudits(profileFacts(await gatherFacts(scope, context), []))
    const finding = findings.find(({ audit }) => audit === 'cloaked-own-page')!
    expect(finding.verdict).toBe(verdict)
    if (verdict === 'flag') expect(finding.evidence).toMatchObject([{ url: 'https://clinic.example/heart-failure', captures: 'robot 2026-10-20T11:00, browser 2026-10-20T10:00' }])
  } finally {
    await close()
  }
})

/** A page of somebody else, with or without a list of links in which the clinic is one. */
function linking(userAgent: string, at: string, more: string): string {
  const url = 'https://parish-club.example/news'
  return record('request', url, at, `GET /news HTTP/1.1\r\nHost: parish-club.example\r\nUser-Agent: ${userAgent}\r\n\r\n`) + record('response', url, at, `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>Our summer walk</title></head><body><nav><a href="/">Home</a></nav><main><p>${'We walked along the river. '.repeat(20)}</p></main>${more}</body></html>`)
}
const list = `<ul>${Array.from({ length: 12 }, (_, at) => `<li><a href="https://shop-${at}.example/">shop ${at}</a></li>`).join('')}<li><a href="https://clinic.example/">heart clinic</a></li></ul>`

it.each<[string, string, string, boolean, string]>([
  ['a list for the robot alone', list, '', true, '10'],
  ['the same where the browser came later', list, '', true, '12'],
  ['a list for both', list, list, false, '10'],
  ['one link that came in between', '<p><a href="https://clinic.example/">heart clinic</a></p>', '', false, '10'],
])('archives of a linking page as a robot and as a browser saw it: %s', async (_, forRobot, forBrowser, isFound, browserHour) => {
  const { context, close } = await clientContext()
  try {
    for (const [name, userAgent, at, more] of [['browser.warc', browser, `2026-10-20T${browserHour}:00:00Z`, forBrowser], ['robot.warc', robot, '2026-10-20T11:00:00Z', forRobot]] as const) {
      const bytes = Buffer.from(linking(userAgent, at, more))
      await ingestArchive({ name, size: bytes.length, once: false, async *open() { yield bytes } }, { target: null }, context)
    }
    const scope = scopeOf('clinic.example')
    const key = await ensureJudged(scope, context)
    const { rows } = await context.index.queryJudged(scope, key, linkQuery({}))
    expect(rows).toHaveLength(1)
    expect(rows[0]!.findings.includes('RISK-05')).toBe(isFound)
    expect(rows[0]!.state).toBe('live')
    if (!isFound) return
    const explained = await explainLink(scope, key, rows[0]!.id, context)
    expect(explained!.findings.find(({ audit }) => audit === 'cloaked-link')).toMatchObject({ evidence: [{ sign: 'links for the robot alone', captures: `robot 2026-10-20T11:00, browser 2026-10-20T${browserHour}:00` }] })
    expect(explained!.type).toMatchObject({ type: 'LT-20' })
    expect(rows[0]!.type).toBe('LT-20')
  } finally {
    await close()
  }
})
