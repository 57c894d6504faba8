import { isFileInput } from '../model/file-input.js'
import { limits } from '../model/limits.js'

const charsMax = 500
const itemsMax = 20
const secret = /password|secret|token|^code$/iu

/** What was asked, as the audit log keeps it: names and sizes of files instead of their content, no secrets, long texts cut. */
export function loggedInput(input: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, secret.test(name) ? '(not kept)' : shortened(value, 0)]))
  return JSON.stringify(kept).length <= limits.loggedCharsMax ? kept : Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, (JSON.stringify(value) ?? '').length <= charsMax ? value : '(too long to keep)']))
}

function shortened(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutPassword(value.length <= charsMax ? value : `${value.slice(0, charsMax)}…`)
  if (typeof value !== 'object' || value === null) return value
  if (isFileInput(value)) return { file: value.name, bytes: value.size ?? null }
  if (depth > 4) return '…'
  if (Array.isArray(value)) return [...value.slice(0, itemsMax).map((item) => shortened(item, depth + 1)), ...(value.length > itemsMax ? [`… ${value.length - itemsMax} more`] : [])]
  return Object.fromEntries(Object.entries(value).slice(0, 100).map(([name, inner]) => [name, secret.test(name) ? '(not kept)' : shortened(inner, depth + 1)]))
}

/** An address keeps its host and path; name and password in it are left out, those of a database also where they are written wrongly. */
function withoutPassword(text: string): string {
  return text.replace(/^(postgres(?:ql)?:\/\/)\S*@/iu, '$1').replace(/^([a-z][a-z0-9+.-]{0,30}:\/\/)[^/?#\s]*@/iu, '$1').replaceAll(/([?&](?:password|sslpassword)=)[^&#\s]*/giu, '$1(not kept)')
}
