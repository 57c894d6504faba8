import type { z } from 'zod'
import { CitewellError } from '../model/error.js'
import type { Operation } from '../model/operation.js'
import { inputFields, kebab } from './schemas.js'
import { reservedInputs, wallOf } from './wall.js'

/** The input of an operation as its schema has it; what does not fit is said in words that help to mend it. */
export function parseInput(operation: Operation, rawInput: unknown): z.output<Operation['input']> {
  const given = rawInput ?? {}
  if (typeof given !== 'object' || Array.isArray(given)) throw new CitewellError('invalid', `${operation.id} takes an object with its inputs.`)
  const known = Object.keys(operation.input.shape)
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw new CitewellError('invalid', `${operation.id} has no input "${name.slice(0, 60)}". It takes: ${[...known, ...reservedInputs[wallOf(operation)]].join(', ') || 'nothing'}.`)
  }
  const result = operation.input.safeParse(given)
  if (result.success) return result.data
  const messages = result.error.issues.slice(0, 5).map((issue) => inWords(operation, issue, given))
  throw new CitewellError('invalid', `${messages.join('; ')}.`)
}

function inWords(operation: Operation, issue: z.core.$ZodIssue, given: object): string {
  const name = issue.path.map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')
  const missing = issue.path.length === 1 && !(issue.path[0]! in given)
  if (missing) return `${name} is missing: give it (--${kebab(name)} at the command line)`
  const choices = issue.path.length <= 2 ? (inputFields(operation).find((field) => field.name === issue.path[0])?.choices ?? []) : []
  if (choices.length > 0 && (issue.code === 'invalid_union' || issue.code === 'invalid_value')) return `${name}: give one of ${choices.join(', ')}${wordOf(issue.path, given)}`
  return `${name} ${boundInWords(issue) ?? `: ${issue.message.replace(/^Invalid (?:input|option): /, '')}`}`.replace(' : ', ': ')
}

/** What was given instead of one of the choices, as far as it is a word. */
function wordOf(path: readonly PropertyKey[], given: object): string {
  const value = path.reduce<unknown>((inside, part) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[part] : undefined), given)
  return typeof value === 'string' && value !== '' ? `; "${value.slice(0, 60)}" is none of them` : ''
}

/** A bound that was not kept, without the words of the checking library; what the declaration says itself is better. */
function boundInWords(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined
  if (!/^Too (?:small|big): /u.test(issue.message)) return undefined
  const bound = String(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  if (issue.origin === 'string') return issue.code === 'too_small' ? (bound === '1' ? 'is empty' : `is shorter than ${bound} characters`) : `is longer than ${bound} characters`
  if (issue.origin === 'array') return issue.code === 'too_small' ? (bound === '1' ? 'is empty: give one at least' : `has too few: give ${bound} at least`) : `has too many: give ${bound} at most`
  return issue.code === 'too_small' ? `must be at least ${bound}` : `must be at most ${bound}`
}

/** What was given, without that which names a client or organisation. */
export function withoutReserved(operation: Operation, given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  const reserved = reservedInputs[wallOf(operation)]
  return Object.fromEntries(Object.entries(given).filter(([name]) => !reserved.includes(name)))
}
