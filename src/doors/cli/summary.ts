import type { Operation } from '../../model/operation.js'

/** What the command line must know of every operation to show help and find the one that was asked for. */
export interface OperationSummary {
  id: string
  summary: string
  alias?: string
}

export function summaryOf({ id, summary, alias }: Operation): OperationSummary {
  return { id, summary, ...(alias === undefined ? {} : { alias }) }
}

/** The source text of `shipped-summaries.ts`, which `npm run docs` prints and a test compares. */
export function summariesText(operations: readonly Operation[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const rows = operations.map(({ id, summary, alias }) => `  { id: ${quoted(id)}, summary: ${quoted(summary)}${alias === undefined ? '' : `, alias: ${quoted(alias)}`} },`)
  return `// Printed from src/operations by \`npm run docs\`; do not edit.
import type { OperationSummary } from './summary.js'

/** Every operation that ships, in the order of help: read in place of the operations themselves, which take long to load. */
export const shippedSummaries: readonly OperationSummary[] = [
${rows.join('\n')}
]
`
}
