import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { Code } from './bit-reader.js'
import { shown, vertexIdLimit } from './edge-line.js'

/** What the `.properties` file of a BVGraph says, as far as reading needs it. */
export interface BVGraphProperties {
  vertexCount: number
  edgeCount: number
  /** How many vertices back a list may refer to. */
  windowSize: number
  /** The shortest interval that is stored as one; 0: none is. */
  intervalMin: number
  codes: Record<CodedField, FieldCode>
}

export interface FieldCode {
  code: Code
  /** Of the codes zeta and Golomb. */
  parameter: number
}

export type CodedField = 'outdegrees' | 'blocks' | 'block_count' | 'intervals' | 'residuals' | 'references' | 'offsets'

/** The codes that each field can have in the Java and the Rust version of WebGraph; the first is the one without a flag. */
export const fieldCodes: Record<CodedField, readonly [Code, ...Code[]]> = {
  outdegrees: ['gamma', 'delta', 'unary', 'zeta'],
  blocks: ['gamma', 'unary', 'delta', 'zeta'],
  block_count: ['gamma', 'unary', 'delta', 'zeta'],
  intervals: ['gamma', 'unary', 'delta', 'zeta'],
  residuals: ['zeta', 'gamma', 'delta', 'nibble', 'golomb', 'unary'],
  references: ['unary', 'gamma', 'delta', 'zeta'],
  offsets: ['gamma', 'delta'],
}
const shrinkPreset = 3
const shrinkMax = 16

/** Reads a `.properties` file; `name` is for messages. */
export function bvgraphProperties(text: string, name: string): BVGraphProperties {
  const values = new Map<string, string>()
  for (const line of text.split(/\r\n|\n|\r/u)) {
    const match = /^[ \t]*([^\s#!=:][^\s=:]*)[ \t]*[=:]?[ \t]*(.*)$/u.exec(line)
    if (match) values.set(match[1]!.toLowerCase(), match[2]!.replaceAll('\\', '').trim())
  }
  const refuse = (what: string): never => {
    throw new CitewellError('invalid', `${name}: ${what}. A BVGraph has three files with one name, and this one must tell of the graph beside it; fetch it again from where the graph is published.`)
  }
  const whole = (key: string, most: number, preset?: number): number => {
    const value = values.get(key)
    if (value === undefined && preset !== undefined) return preset
    if (value === undefined) return refuse(`there is no line for "${key}"`)
    if (!/^\d{1,15}$/u.test(value)) return refuse(`"${key}" is no whole number: ${shown(value)}`)
    return Number(value) <= most ? Number(value) : refuse(`"${key}" is ${value}, and at most ${most} can be read`)
  }
  const kind = values.get('graphclass')
  if (kind !== undefined && !kind.endsWith('.BVGraph')) refuse(`it is a graph of the kind ${shown(kind)}, not a BVGraph`)
  if (values.get('endianness') !== undefined && values.get('endianness') !== 'big') refuse(`its bits are stored ${shown(values.get('endianness')!)}-endian, and only big-endian can be read`)
  // Version 1 is that of the Rust WebGraph for codes that the Java one does not know.
  whole('version', values.has('endianness') ? 1 : 0)
  return {
    vertexCount: whole('nodes', vertexIdLimit),
    edgeCount: whole('arcs', Number.MAX_SAFE_INTEGER),
    windowSize: whole('windowsize', limits.bvgraphWindowMax),
    intervalMin: whole('minintervallength', 2 ** 31),
    codes: codesOf(values.get('compressionflags') ?? '', Math.max(1, whole('zetak', shrinkMax, shrinkPreset)), values.has('endianness'), refuse),
  }
}

/** With `isRust`, blocks and the count of them have one code, since the Rust WebGraph, which tells of the endianness, has one flag for both. */
function codesOf(flags: string, zetaK: number, isRust: boolean, refuse: (what: string) => never): Record<CodedField, FieldCode> {
  const codes = Object.fromEntries(Object.entries(fieldCodes).map(([field, [code]]) => [field, { code, parameter: zetaK }])) as Record<CodedField, FieldCode>
  for (const flag of flags.split('|').map((word) => word.trim().toLowerCase())) {
    if (flag === '') continue
    const match = /^([a-z_]+)_([a-z]+)([1-7]?)$/u.exec(flag)
    const field = match?.[1] ?? ''
    const code = Object.hasOwn(fieldCodes, field) ? fieldCodes[field as CodedField].find((name) => name === match?.[2]) : undefined
    if (code === undefined || (match?.[3] && code !== 'zeta')) refuse(`it uses a way of coding that is not known: ${shown(flag)}`)
    else codes[field as CodedField] = { code, parameter: match?.[3] ? Number(match[3]) : zetaK }
  }
  if (isRust && !/block_count/iu.test(flags)) codes.block_count = codes.blocks
  return codes
}
