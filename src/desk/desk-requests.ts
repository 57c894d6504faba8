import { asCitewellError, CitewellError, type ErrorCode } from '../model/error.js'
import type { Correction, Decision } from '../model/correction.js'
import type { ProviderProfile } from '../model/profile.js'

/**
 * The desk as its holder answers it: like `Desk`, but with ids given by the asker. So every request can be sent again
 * after a lost answer (its holder ended, the socket broke) and still counts once.
 */
export interface HeldDesk {
  corrections(site: string): Promise<Correction[]>
  addCorrection(correction: Correction): Promise<Correction>
  withdrawCorrection(id: string, reason: string, at: string): Promise<Correction>
  decisions(site: string): Promise<Decision[]>
  addDecision(decision: Decision): Promise<Decision>
  profile(site: string): Promise<ProviderProfile | undefined>
  saveProfile(site: string, profile: ProviderProfile, at: string): Promise<void>
  revision(site: string): Promise<number>
  close(): Promise<void>
}

type DeskMethod = Exclude<keyof HeldDesk, 'close'>

/** One request, as it goes to the thread and over the socket. */
export interface DeskRequest {
  id: number
  method: DeskMethod
  args: unknown[]
}

export type DeskReply = { id: number; value: unknown } | { id: number; error: { code: ErrorCode; message: string } }

const methods: ReadonlySet<string> = new Set<DeskMethod>([
  'corrections', 'addCorrection', 'withdrawCorrection', 'decisions', 'addDecision', 'profile', 'saveProfile', 'revision',
])

export function isDeskRequest(value: unknown): value is DeskRequest {
  if (typeof value !== 'object' || value === null) return false
  const { id, method, args } = value as Partial<Record<keyof DeskRequest, unknown>>
  return typeof id === 'number' && typeof method === 'string' && methods.has(method) && Array.isArray(args)
}

/** Answers one request; never throws. */
export async function answerRequest(desk: HeldDesk, request: DeskRequest): Promise<DeskReply> {
  try {
    const method = desk[request.method] as (...args: unknown[]) => Promise<unknown>
    return { id: request.id, value: await method.apply(desk, request.args) }
  } catch (error) {
    const { code, message } = asCitewellError(error)
    if (code === 'internal') console.error(error)
    return { id: request.id, error: { code, message } }
  }
}

/** A desk whose requests are answered elsewhere. */
export function deskOver(send: (method: DeskMethod, args: unknown[]) => Promise<unknown>, close: () => Promise<void>): HeldDesk {
  return {
    corrections: (site) => send('corrections', [site]) as Promise<Correction[]>,
    addCorrection: (correction) => send('addCorrection', [correction]) as Promise<Correction>,
    withdrawCorrection: (id, reason, at) => send('withdrawCorrection', [id, reason, at]) as Promise<Correction>,
    decisions: (site) => send('decisions', [site]) as Promise<Decision[]>,
    addDecision: (decision) => send('addDecision', [decision]) as Promise<Decision>,
    profile: (site) => send('profile', [site]) as Promise<ProviderProfile | undefined>,
    saveProfile: (site, profile, at) => send('saveProfile', [site, profile, at]) as Promise<void>,
    revision: (site) => send('revision', [site]) as Promise<number>,
    close,
  }
}

/** The requests under way to one answerer, by id. */
export class PendingRequests {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  private last = 0

  add(method: DeskMethod, args: unknown[]): { request: DeskRequest; answer: Promise<unknown> } {
    const request = { id: (this.last += 1), method, args }
    const answer = new Promise<unknown>((resolve, reject) => this.waiting.set(request.id, { resolve, reject }))
    return { request, answer }
  }

  settle(reply: DeskReply): void {
    const waiting = this.waiting.get(reply.id)
    this.waiting.delete(reply.id)
    if (!waiting) return
    if ('error' in reply) waiting.reject(new CitewellError(reply.error.code, reply.error.message))
    else waiting.resolve(reply.value)
  }

  rejectAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
