import { CitewellError } from '../../model/error.js'
import type { Actor } from '../../model/actor.js'
import type { Operation, PreparedJob } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { inputOfJson } from '../json-input.js'
import { parseInput, withoutReserved } from '../parse-input.js'
import { passWall, wallOf } from '../wall.js'
import { keepInput } from './kept-input.js'

/** True for long work whose answer can be kept: rows that come one by one are given to whoever waits for them. */
export function canBeJob(operation: Operation): boolean {
  return operation.long === true && (operation.rows === undefined || operation.rowsOnRequest === true)
}

/**
 * Makes of a call what can be carried out later: its input is checked, the asker passes the wall as in a call, and files
 * are on the shelf when this returns, so that a job that was acknowledged has all it needs. The client is kept by its id.
 *
 * What reaches somebody outside needs an explicit yes here, once for the job: the same questions are asked however often it
 * is broken off and goes on.
 */
export async function prepareJob(operation: Operation, given: Record<string, unknown>, { outside, actor, yes = false }: { outside: Outside; actor: Actor; yes?: boolean | undefined }): Promise<PreparedJob> {
  if (operation.long !== true) throw new CitewellError('invalid', `${operation.id} is done at once and needs no job. Call it as it is.`)
  if (operation.effect === 'send' && !yes) throw new CitewellError('refused', `${operation.id} reaches somebody outside and needs an explicit yes when its job is started: --yes or --confirm at the command line, over HTTP the header "citewell-yes: ${operation.id}". At set times nobody gives one. Nothing was sent.`)
  if (!canBeJob(operation)) throw new CitewellError('invalid', `${operation.id} gives its rows as they come, and a job would keep none of them. Call it as it is.`)
  const raw = inputOfJson(operation, given) as Record<string, unknown>
  const parsed = parseInput(operation, withoutReserved(operation, raw))
  const { input, admitted } = await passWall(operation, raw, actor, outside)
  const wall = wallOf(operation)
  return {
    organisationId: wall === 'client' || wall === 'organisation' ? admitted.organisation.id : null,
    clientId: wall === 'client' ? admitted.client.id : null,
    operation: operation.id,
    title: titleOf(operation, parsed, wall === 'client' && admitted.client.id !== 'home' ? admitted.client.name : null),
    input: await keepInput(operation, input, outside.shelf),
    actor: { id: actor.id, name: actor.name },
  }
}

/** What a job does, in words: `Import 3 files for Northgate Heart`. */
export function titleOf(operation: Operation, input: Record<string, unknown>, client: string | null): string {
  const title = operation.jobTitle?.(input) ?? operation.summary
  return `${title}${client === null ? '' : ` for ${client}`}`.slice(0, 300)
}
