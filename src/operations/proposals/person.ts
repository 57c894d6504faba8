import type { Actor } from '../../model/actor.js'
import { CitewellError } from '../../model/error.js'

/** An assistant has the token of its person: with that it could say yes to itself. */
export function mustBePerson({ by }: Actor): void {
  if (by === 'session' || by === 'local') return
  throw new CitewellError('refused', 'A person decides on proposals: somebody who signed in, not a token or an assistant.')
}
