import { randomUUID } from 'node:crypto'
import type { ClientDesk, Records } from '../../model/desk.js'
import type { Correction, Decision } from '../../model/correction.js'
import { CitewellError } from '../../model/error.js'
import { emptyProfile, type ProviderProfile } from '../../model/profile.js'

/** A client's desk held in memory, for tests of operations: what the real one promises and no more. */
export function memoryDesk(clientId = 'home'): ClientDesk {
  const corrections: Correction[] = []
  const decisions: Decision[] = []
  const profiles = new Map<string, ProviderProfile>()
  let settings: Record<string, unknown> = {}
  let revision = 0
  const judged = { changed: () => (revision += 1) }
  const addCorrections: ClientDesk['addCorrections'] = async (given, set = randomUUID()) => {
    const added = given.map((correction, number) => ({ ...correction, id: `${set}-${number}`, withdrawnAt: null, withdrawnReason: null }))
    corrections.push(...added)
    judged.changed()
    return added
  }
  const competitors = memoryRecords<Kept & { domain: string }>(judged.changed)
  return {
    clientId,
    corrections: async (site) => corrections.filter((correction) => correction.site === site),
    addCorrection: async (correction) => (await addCorrections([correction]))[0]!,
    addCorrections,
    correctionSets: async () => Promise.reject(new CitewellError('unavailable', 'Not in this test.')),
    async correctionSet(set) {
      const [one, ...others] = corrections.filter(({ id }) => id.startsWith(`${set}-`))
      if (one === undefined) return undefined
      const { site, subject, field, value, reason, by, at, withdrawnAt, withdrawnReason, key } = one
      return { set, site, subject, field, value, reason, by, at, withdrawnAt, withdrawnReason, corrections: others.length + 1, standing: others.length + 1, example: key }
    },
    withdrawCorrections: async () => Promise.reject(new CitewellError('unavailable', 'Not in this test.')),
    withdrawCorrection: async () => Promise.reject(new CitewellError('unavailable', 'Not in this test.')),
    decisions: async (site) => decisions.filter((decision) => decision.site === site),
    async addDecision(decision) {
      const added = { ...decision, id: randomUUID() }
      decisions.push(added)
      return added
    },
    async withdrawDecision(id, reason) {
      const found = decisions.find((decision) => decision.id === id)
      if (!found) throw new CitewellError('not_found', `There is no decision ${id}.`)
      found.state = 'withdrawn'
      found.reason = reason
      return { ...found }
    },
    async profile(site) {
      const rivals = (await competitors.list()).map(({ domain }) => domain)
      const kept = profiles.get(site)
      if (kept === undefined && rivals.length === 0) return undefined
      return { ...(kept ?? emptyProfile), rivals: [...new Set([...(kept?.rivals ?? []), ...rivals])] }
    },
    async saveProfile(site, profile) {
      profiles.set(site, profile)
      judged.changed()
    },
    revision: async () => revision,
    sites: memoryRecords(), locations: memoryRecords(), serviceLines: memoryRecords(), clinicians: memoryRecords(),
    competitors: competitors as unknown as ClientDesk['competitors'],
    considerations: memoryRecords(), tasks: memoryRecords(), views: memoryRecords(), notes: memoryRecords(), prospects: memoryRecords(), imports: memoryRecords(),
    proposals: {
      list: async () => [], get: async () => undefined,
      add: async () => Promise.reject(new CitewellError('unavailable', 'Not in this test.')), decide: async () => Promise.reject(new CitewellError('unavailable', 'Not in this test.')), settle: async () => {},
    },
    settings: async () => settings,
    saveSettings: async (given) => {
      settings = given
    },
  } as ClientDesk
}

interface Kept {
  id: string
  version: number
}

function memoryRecords<Noun extends Kept>(changed: () => void = () => {}): Records<Noun> {
  const kept = new Map<string, Noun>()
  return {
    list: async () => [...kept.values()].map((noun) => ({ ...noun })),
    get: async (id) => (kept.has(id) ? { ...kept.get(id)! } : undefined),
    async save(given, { at }) {
      const id = given.id ?? randomUUID()
      const before = kept.get(id)
      if (before && given.version !== undefined && given.version !== before.version) throw new CitewellError('conflict', 'Somebody changed it since.')
      const noun = { createdAt: (before as { createdAt?: string } | undefined)?.createdAt ?? at, ...given, id, version: (before?.version ?? 0) + 1 } as unknown as Noun
      kept.set(id, noun)
      changed()
      return { ...noun }
    },
    async remove(id) {
      changed()
      return kept.delete(id)
    },
  }
}
