import type { Correction } from '../../model/correction.js'
import { CitewellError } from '../../model/error.js'
import { areas } from '../../model/link.js'
import { anchorKinds, linkTypeIds, tiers } from '../../model/link-types.js'

const allowed: Readonly<Record<Correction['field'], readonly string[]>> = { type: linkTypeIds, anchorKind: anchorKinds, tier: Object.keys(tiers), area: areas }

/** Refuses a value that the field can't have. */
export function checkCorrected(field: Correction['field'], value: string): void {
  if (!allowed[field].includes(value)) throw new CitewellError('invalid', `"${value}" is no ${field}. Use one of: ${allowed[field].join(', ')}.`)
}
