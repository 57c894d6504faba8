import { z } from 'zod'

/** What an operation does: `approve` gives a yes that others wait for, `administer` changes who may do what. */
export const effects = ['read', 'write', 'send', 'approve', 'administer'] as const
export type Effect = (typeof effects)[number]

/** A role is named after the strongest thing it allows. */
export const roles = effects
export type Role = Effect
export const RoleSchema = z.enum(roles)

/** Someone who approves reads, but need not be able to change anything: a doctor or compliance officer who says yes or no. */
const allowed: Readonly<Record<Role, readonly Effect[]>> = {
  read: ['read'],
  write: ['read', 'write'],
  send: ['read', 'write', 'send'],
  approve: ['read', 'approve'],
  administer: effects,
}

/**
 * Stands in a grant for the installation itself: whoever administers that runs it, with the graphs that everybody shares and the
 * log of what belongs to no organisation. It opens no organisation and no client. No organisation has this id.
 */
export const installation = '*'

/** One role of a person, for a whole organisation (`clientId` null) or for one client of it. */
export const GrantSchema = z.object({
  organisationId: z.string(),
  clientId: z.string().nullable().describe('Null for every client of the organisation'),
  role: RoleSchema,
})
export type Grant = z.infer<typeof GrantSchema>

/** Who asks. Several grants add up. */
export interface Actor {
  /** Id of the person or token; `local` for whoever sits at this machine. */
  id: string
  name: string
  /** An assistant's calls that would change something become proposals. */
  by: 'local' | 'session' | 'token' | 'assistant' | 'job'
  /** `everything` is for the person at this machine alone. */
  grants: readonly Grant[] | 'everything'
}

/** Whoever sits at the terminal, or at the browser of a server that listens on this machine only and has no accounts. */
export const localActor: Actor = { id: 'local', name: 'This machine', by: 'local', grants: 'everything' }

/** True if the actor may do this for a client; with `clientId` null, for the organisation as a whole. */
export function mayDo({ grants }: Actor, effect: Effect, organisationId: string, clientId: string | null): boolean {
  if (grants === 'everything') return true
  return grants.some((grant) => grant.organisationId === organisationId && (grant.clientId === null || grant.clientId === clientId) && allowed[grant.role].includes(effect))
}

/** True if the actor may do this in any organisation at all: for what the whole machine shares. */
export function mayDoSomewhere({ grants }: Actor, effect: Effect): boolean {
  return grants === 'everything' || grants.some((grant) => (effect === 'read' || grant.clientId === null) && allowed[grant.role].includes(effect))
}

/** True if the actor runs the installation as a whole. */
export const runsInstallation = (actor: Actor): boolean => mayDo(actor, 'administer', installation, null)

/** Whoever asks a server that wants to know who, before they said it: may do nothing but sign in. */
export const nobody: Actor = { id: 'nobody', name: 'Nobody signed in', by: 'session', grants: [] }

/** Of these grants what a token is narrowed to: never more than they allow, whatever the narrowing says. */
export function narrowed(grants: readonly Grant[], { organisationId, clientId, role }: { organisationId: string | null; clientId: string | null; role: Role | null }): Grant[] {
  return grants
    .filter((grant) => (organisationId === null || grant.organisationId === organisationId) && (clientId === null || grant.clientId === null || grant.clientId === clientId))
    .flatMap((grant) => {
      const effectsLeft = allowed[grant.role].filter((effect) => role === null || allowed[role].includes(effect))
      return roles.filter((one) => allowed[one].every((effect) => effectsLeft.includes(effect))).map((one) => ({ ...grant, clientId: clientId ?? grant.clientId, role: one }))
    })
}
