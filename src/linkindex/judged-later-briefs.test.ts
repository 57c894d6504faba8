import { access, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { BriefLink } from '../model/facts.js'
import { sortBriefs } from './judged-brief-sorter.js'
import { laterFiles, readAllBriefs, writeLaterBriefs } from './judged-later-briefs.js'

const brief = (number: number, said: string): BriefLink => ({
  link: {
    id: number.toString(16).padStart(16, '0'), referringPage: `https://blog.example/${number}`, referringHost: 'blog.example', referringDomain: 'blog.example', target: null, targetDomain: 'clinic.example',
    anchorText: 'Ärzte', fallbackText: null, rel: ['ugc'], area: null, context: { before: 'read "at"', after: '' }, image: null, element: 'a', position: number, title: said, language: null, status: null, robots: [], cues: [],
    state: 'live', lostReason: null, firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: '2026-02-01T00:00:00.000Z', seenBy: ['crawl'], sightingCount: 2, vendor: { rating: 3 }, lastLook: null,
  },
  type: { type: 'LT-01', subtype: null, flags: [], confidence: 0.7, runnerUp: { type: 'LT-02', confidence: 0.1 }, innerType: null, evidence: [], unknowns: ['page not read'] },
  anchor: { kind: 'AK-BRAND', altKind: null, grade: 0, normalised: 'ärzte', flags: [], evidence: [] },
  tier: { tier: 6, name: 'other', kind: 'site', confidence: 'low', evidence: [{ rule: 'T-6', looked: 'host', found: said, polarity: '+', weight: 1 }] },
  risk: { risk: 0, agency: 'third-party', action: 'none' },
  quality: { score: 35, unrounded: 35.25, beforeRisk: 36, band: 'weak', coverage: 0.24 },
  findings: [],
  corrected: [],
})

it('tables made one after the other have what was said last of each link, and share what stays', async () => {
  const home = await mkdtemp(join(tmpdir(), 'citewell-briefs-'))
  try {
    const folder = async (name: string) => {
      await mkdir(join(home, name))
      return join(home, name)
    }
    const spill = join(home, 'spill')
    const expected = new Map(Array.from({ length: 200 }, (_, number) => [number, 'first']))
    let from = await folder('0')
    const sorter = await sortBriefs(spill)
    for (const [number, said] of expected) sorter.add(brief(number, said))
    await sorter.finish(join(from, 'briefs.bin'))
    await sorter.close()
    await rm(spill)
    const steps: Array<{ name: string; changed: number[]; gone: number[]; shares: boolean }> = [
      { name: '1', changed: [3, 50, 500], gone: [4, 5], shares: true },
      { name: '2', changed: [3, 4], gone: [50, 500, 199], shares: true },
      { name: '3', changed: [], gone: [], shares: true },
      { name: '4', changed: Array.from({ length: 5_100 }, (_, at) => 1_000 + at), gone: [7], shares: false },
      { name: '5', changed: [7, 1_000], gone: [1_001], shares: true },
    ]
    for (const { name, changed, gone, shares } of steps) {
      const into = await folder(name)
      for (const number of gone) expected.delete(number)
      for (const number of changed) expected.set(number, name)
      const later = await sortBriefs(spill)
      for (const number of changed) later.add(brief(number, name))
      await writeLaterBriefs(into, from, 'briefs.bin', later, { changed: new Set(changed.map((number) => brief(number, '').link.id)), gone: new Set(gone.map((number) => brief(number, '').link.id)), count: expected.size })
      await later.close()
      await rm(spill)
      const isShared = (await stat(join(into, 'briefs.bin'))).ino === (await stat(join(from, 'briefs.bin'))).ino
      expect([isShared, await access(join(into, laterFiles.gone)).then(() => true, () => false)], name).toEqual([shares, shares])
      // The earlier table may be taken away: what it shared stays.
      await rm(from, { recursive: true })
      const reader = await readAllBriefs(into, 'briefs.bin')
      const all = []
      for await (const one of reader.all()) all.push(one)
      expect(all, name).toEqual([...expected].sort(([a], [b]) => a - b).map(([number, said]) => brief(number, said)))
      for (const number of [3, 4, 7, 50, 500, 1_001]) expect((await reader.one(brief(number, '').link.id))?.link.title, `${name}: ${number}`).toBe(expected.get(number))
      await reader.close()
      from = into
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})
