import { runsInstallation, type Actor } from '../../model/actor.js'
import { CitewellError } from '../../model/error.js'

export function mustRunInstallation(actor: Actor): void {
  if (runsInstallation(actor)) return
  throw new CitewellError('refused', 'Only who runs this installation may do this. Ask them; citewell people installation, at its terminal, names them.')
}
