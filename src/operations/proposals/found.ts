import { z } from 'zod'
import type { ClientDesk } from '../../model/desk.js'
import type { Proposal } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'

export const proposalInput = z.string().min(1).max(64).describe('Id of the proposal')

export async function proposalOf(desk: ClientDesk, id: string): Promise<Proposal> {
  const found = await desk.proposals.get(id)
  if (found) return found
  throw new CitewellError('not_found', `There is no proposal ${id}. proposals.list shows those there are.`)
}
