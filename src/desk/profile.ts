import type { Database } from '../model/database.js'
import type { ClientDesk } from '../model/desk.js'
import type { Client } from '../model/desk-nouns.js'
import { ProviderProfileSchema, type ProviderProfile } from '../model/profile.js'
import { jsonText } from './cells.js'
import { checked } from './checked.js'
import { providerProfile, type ToldOfClient } from './provider-profile.js'
import { raiseRevision } from './revision.js'
import { clientStatements } from './statements/clients.js'
import { profileStatements } from './statements/profiles.js'

/** Sites whose joined profile is held, for one client. */
const joinedMax = 50

type Profiles = Pick<ClientDesk, 'profile' | 'saveProfile' | 'revision'>
type Nouns = Pick<ClientDesk, 'sites' | 'locations' | 'serviceLines' | 'clinicians' | 'competitors' | 'considerations'>

export function profileOver(database: Database, clientId: string, nouns: Nouns): Profiles {
  async function told(): Promise<ToldOfClient> {
    const [kind, sites, locations, serviceLines, clinicians, competitors, considerations] = await Promise.all([
      database.query<Pick<Client, 'profileKind' | 'site'>>(clientStatements.kind, [clientId]),
      nouns.sites.list(), nouns.locations.list(), nouns.serviceLines.list(), nouns.clinicians.list(), nouns.competitors.list(), nouns.considerations.list(),
    ])
    return { client: kind.rows[0] ?? { profileKind: 'practice', site: null }, sites, locations, serviceLines, clinicians, competitors, considerations }
  }

  async function revision(site: string): Promise<number> {
    return (await database.query<{ revision: number | null }>(profileStatements.revision, [clientId, site])).rows[0]?.revision ?? 0
  }

  /** By the revision that was read before: what changed since has another one. */
  const joined = new Map<string, { revision: number; profile: ProviderProfile | undefined }>()

  return {
    async profile(site) {
      const now = await revision(site)
      const known = joined.get(site)
      if (known?.revision === now) return known.profile
      const [{ rows }, all] = await Promise.all([database.query<{ profile: unknown }>(profileStatements.ofSite, [clientId, site]), told()])
      const profile = providerProfile(site, rows[0] && ProviderProfileSchema.parse(rows[0].profile), all)
      if (joined.size >= joinedMax) joined.clear()
      joined.set(site, { revision: now, profile })
      return profile
    },
    async saveProfile(site, given, at) {
      const profile = checked(ProviderProfileSchema, given)
      await database.transaction(async (inside) => {
        await inside.query(profileStatements.save, [clientId, site, jsonText(profile), at])
        await raiseRevision(inside, clientId, site)
      }, { repeatable: true })
    },
    revision,
  }
}
