import type { Operation } from '../model/operation.js'
import { wallOf } from './wall.js'

/** The source text of `operation-types.ts`, which `npm run docs` prints and a test compares: what the web app and other programs know of every operation. */
export function typeMapText(operations: readonly Operation[]): string {
  const rows = operations.map(({ id }) => `  '${id}': TypesOf<typeof import('../operations/${id.replace('.', '/')}.js')['default']>`)
  const walls = operations.filter((operation) => wallOf(operation) !== 'client').map((operation) => `  '${operation.id}': '${wallOf(operation)}',`)
  return `// Printed from src/operations by \`npm run docs\`; do not edit.
import type { Wall } from '../model/operation.js'
import type { TypesOf } from './client.js'

/** Input and answer of every operation, for \`createClient<OperationMap>\`. */
export interface OperationMap {
${rows.join('\n')}
}

/** Operations that are not behind the wall of one client, and the wall that they are behind. */
export const operationWalls: Readonly<Record<string, Exclude<Wall, 'client'>>> = {
${walls.join('\n')}
}
`
}
