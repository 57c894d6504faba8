import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../model/operation.js'
import type { LinkIndex } from '../model/outside.js'
import { judgeAfter } from './judge-after.js'
import { judgeLately } from './judge-lately.js'
import { currentKey } from './judge.js'
import { scopeOf } from './sites.js'
import { clientContext, linkSeen } from './testing/client-context.js'

const scope = scopeOf('clinic.example')
const domainsCount = 12
let made: Awaited<ReturnType<typeof clientContext>>
let begun: number
let written: number
let waits: boolean
let named: string | null
let context: Context

beforeEach(async () => {
  made = await clientContext()
  await made.add(...Array.from({ length: domainsCount }, (_, at) => linkSeen({ referringDomain: `site-${at}.example` })))
  ;[begun, written, waits, named] = [0, 0, false, null]
  context = { ...made.context, index: slow(made.context.index), job: { judgedAfter: async (isMeant) => waits && isMeant(named) } }
})
afterEach(() => made.close())

/** An index that gives its links one by one, so that something can happen while they are judged. */
function slow(index: LinkIndex): LinkIndex {
  return {
    ...index,
    async *linkRuns(...args) {
      begun += 1
      for await (const run of index.linkRuns(...args)) {
        for (const link of run) {
          await sleep(25)
          yield [link]
        }
      }
    },
    async writeJudged(...args) {
      await index.writeJudged(...args)
      written += 1
    },
  }
}
const isJudged = async () => context.index.hasJudged(scope, (await currentKey(scope, context)).key)
const oneMore = () => made.add(linkSeen({ referringDomain: 'late.example' }))
const judged = (more: Partial<Context> = {}) => judgeLately(scope, { ...context, ...more }, { lookMs: 10 })
/** Does something once, when so many links are judged. */
const when = (links: number, change: () => Promise<unknown> | void): Pick<Context, 'progress'> => {
  let happened = false
  return { progress({ done }) {
    if (happened || (done ?? 0) < links) return
    happened = true
    void change()
  } }
}

describe('judging as a job', () => {
  it('judges once where nothing comes in', async () => {
    expect([await judged(), begun, written, await isJudged()]).toEqual([true, 1, 1, true])
  })

  it('begins anew where something comes in early, and judges once', async () => {
    expect([await judged(when(1, oneMore)), begun, written, await isJudged()]).toEqual([true, 2, 1, true])
  })

  it('comes to its end where something comes in late: that is judged alone, after it', async () => {
    expect([await judged(when(domainsCount - 2, oneMore)), begun, written, await isJudged()]).toEqual([true, 1, 1, false])
  })

  it('leaves the links to an import that comes to wait behind it, and to one that waits already', async () => {
    expect([await judged(when(1, () => void (waits = true))), begun, written]).toEqual([false, 1, 0])
    expect([await judged(), begun, written]).toEqual([false, 1, 0])
  })

  it('looks again where one look failed', async () => {
    let looks = 0
    const judgedAfter = async () => {
      looks += 1
      if (looks === 2) throw new Error('The desk is busy.')
      return looks > 2
    }
    expect([await judged({ job: { judgedAfter } }), written, looks]).toEqual([false, 0, 3])
  })

  it.each([
    ['the import names no site', null, true],
    ['the import names another site', 'rival.example', true],
    ['the import names this site', 'https://www.other.example/', false],
    ['the import names no site that can be read', '::', true],
  ])('judges a site that is not the main one by itself, unless the import is about it: %s', async (_title, site, isJudgedHere) => {
    ;[waits, named] = [true, site]
    expect(await judgeLately(scopeOf('other.example'), context, { lookMs: 10 })).toBe(isJudgedHere)
  })

  it('leaves the main site alone and judges the other one, at the end of an import', async () => {
    waits = true
    await judgeAfter('other.example', context)
    const isThere = async (site: string) => context.index.hasJudged(scopeOf(site), (await currentKey(scopeOf(site), context)).key)
    expect([await isThere('other.example'), await isThere('clinic.example')]).toEqual([true, false])
  })

  it('comes to its end at last where something comes in all the time', async () => {
    let more = 0
    const busy: Pick<Context, 'progress'> = { progress: () => void made.add(linkSeen({ referringDomain: `more-${(more += 1)}.example` })) }
    expect([await judged(busy), begun, written]).toEqual([true, 3, 1])
  })

  it('stops when it is stopped', async () => {
    const stop = new AbortController()
    await expect(judged({ signal: stop.signal, ...when(1, () => stop.abort(new Error('stopped'))) })).rejects.toThrow('stopped')
    expect([begun, written]).toEqual([1, 0])
  })

  it('fails as judging fails', async () => {
    const broken = { ...context.index, writeJudged: async () => Promise.reject(new Error('The disk is full.')) }
    await expect(judged({ index: broken })).rejects.toThrow('The disk is full.')
  })

  it('looks at no jobs where it is asked for at the command line', async () => {
    const { job: _none, ...here } = context
    expect([await judgeLately(scope, here as Context, { lookMs: 10 }), written]).toEqual([true, 1])
  })

  it('is left by an import as well, at its end, to one that waits', async () => {
    waits = true
    await judgeAfter('clinic.example', context)
    expect([begun, written]).toEqual([0, 0])
    waits = false
    await judgeAfter('clinic.example', context)
    expect([begun, written, await isJudged()]).toEqual([1, 1, true])
  })
})
