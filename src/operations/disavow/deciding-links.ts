import { findingsOfLink, indexFindings } from '../../audits/index.js'
import type { BriefLink } from '../../model/facts.js'
import type { Finding } from '../../model/judgement.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { onceAtATime } from '../judge-once.js'
import { siteOfScope } from '../sites.js'

/** All links of a site as far as a disavow decision looks at them, and every answer of the audits of the whole profile. */
export interface DecidingLinks {
  links: BriefLink[]
  profileFindings: Finding[]
}

/** Whoever decides answers one question after another, and each answer decides again: the links are held meanwhile. */
const heldMs = 2 * 60_000
/** Links held for all who decide; those of one site are held however many they are. */
const heldLinksMax = 1_500_000
const held = new Map<string, { read: DecidingLinks; timer: NodeJS.Timeout }>()

/** Reads the links of a judged table for deciding on them: of a million that takes half a minute, and half a gigabyte. */
export async function decidingLinks(scope: TargetScope, key: string, context: Context): Promise<DecidingLinks> {
  const name = JSON.stringify([context.client.id, siteOfScope(scope), key])
  const known = held.get(name)
  if (known !== undefined) {
    known.timer.refresh()
    return known.read
  }
  let read: DecidingLinks | undefined
  await onceAtATime(context.index, `deciding ${name}`, context, async (watcher) => {
    read = await readLinks(scope, key, { index: context.index, ...watcher })
    hold(name, read)
  })
  // Another one read them for us; unless so many decide at the same time that they are let go already.
  return read ?? held.get(name)?.read ?? readLinks(scope, key, context)
}

function hold(name: string, read: DecidingLinks): void {
  const timer = setTimeout(() => held.delete(name), heldMs)
  timer.unref()
  held.set(name, { read, timer })
  let count = [...held.values()].reduce((sum, { read: { links } }) => sum + links.length, 0)
  for (const [oldest, { read: { links }, timer: itsTimer }] of held) {
    if (count <= heldLinksMax || oldest === name) break
    clearTimeout(itsTimer)
    held.delete(oldest)
    count -= links.length
  }
}

async function readLinks(scope: TargetScope, key: string, { index, signal, progress }: Pick<Context, 'index' | 'signal' | 'progress'>): Promise<DecidingLinks> {
  const [{ profileFindings }, { totals }] = await Promise.all([index.judgedNotes(scope, key), index.judgedSummary(scope, key)])
  const found = indexFindings(profileFindings)
  const shared = sharing()
  const links: BriefLink[] = []
  for await (const brief of index.judgedAll(scope, key)) {
    links.push(shared({ ...brief, findings: findingsOfLink(brief, brief.findings, found) }))
    if (links.length % toldEach !== 0) continue
    signal.throwIfAborted()
    progress({ stage: 'Reading judged links', done: links.length, total: totals.links, unit: 'links' })
  }
  return { links, profileFindings }
}

const toldEach = 5_000

/** Links without what no decision reads, and with one object for what many have alike: half a gigabyte of a million instead of three. */
function sharing(): (brief: BriefLink) => BriefLink {
  const known = new Map<string, unknown>()
  const one = <Value>(value: Value): Value => {
    const text = JSON.stringify(value)
    const same = known.get(text) as Value | undefined
    if (same !== undefined) return same
    if (known.size >= sharedMax) known.clear()
    known.set(text, value)
    return value
  }
  return ({ link, type, anchor, tier, risk, quality, findings, corrected }) => ({
    link: {
      ...link, rel: one(link.rel), robots: one(link.robots), seenBy: one(link.seenBy),
      target: null, anchorText: null, fallbackText: null, context: null, image: null, title: null, cues: noWords, firstSeen: '', lastSeen: '',
    },
    type: one({ ...type, evidence: noEvidence, confidence: 0, runnerUp: { ...type.runnerUp, confidence: 0 } }), anchor: one({ ...anchor, normalised: '', evidence: noEvidence }),
    tier: one({ ...tier, evidence: noEvidence }), risk: one(risk), quality, findings, corrected: one(corrected),
  })
}

const sharedMax = 50_000
const noWords: string[] = []
const noEvidence: never[] = []
