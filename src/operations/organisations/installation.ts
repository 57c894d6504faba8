import { mayDo, type Actor } from '../../model/actor.js'
import { homeOrganisation } from '../../model/desk-nouns.js'
import { CitewellError } from '../../model/error.js'

/** The first organisation of an installation is that of whoever runs it. */
export function mustRunInstallation(actor: Actor): void {
  if (mayDo(actor, 'administer', homeOrganisation.id, null)) return
  throw new CitewellError('refused', 'Only who runs this installation may do this: who administers its first organisation. Ask them.')
}
