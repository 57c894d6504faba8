import { CitewellError } from '../model/error.js'
import { ProviderProfileSchema, type ProviderProfile } from '../model/profile.js'

/** Reads a profile file; every fault is named with its key. */
export function readProfile(name: string, bytes: Uint8Array): ProviderProfile {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new CitewellError('invalid', `${name} is not JSON in UTF-8: ${cause instanceof Error ? cause.message : 'unreadable'}. Start from the example in docs/profile.md.`, { cause })
  }
  const parsed = ProviderProfileSchema.safeParse(value)
  if (parsed.success) {
    const { centre, radiusKm } = parsed.data.serviceArea
    if (radiusKm !== undefined && centre === undefined) throw new CitewellError('invalid', `${name}: serviceArea.radiusKm is ${radiusKm}, but serviceArea.centre is missing: around which point? Add "centre": { "latitude": …, "longitude": … } beside it, that of the practice, or take the radius out and name places or postcodes.`)
    const weights = Object.values(parsed.data.qualityWeights ?? {})
    if (weights.length === 9 && weights.every((weight) => weight === 0)) throw new CitewellError('invalid', `${name}: every weight in qualityWeights is 0, so no link would be worth anything. Give one above 0, or leave qualityWeights out.`)
    return parsed.data
  }
  const faults = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'the whole file'}: ${issue.message}`)
  throw new CitewellError('invalid', `${name}: ${faults.join('; ')}. docs/profile.md lists every key.`)
}
