import { CitewellError } from './error.js'
import type { GraphPlace } from './graph.js'

/** Names of graphs in the home folder: no slash, no leading dot, so that no name leads out of the folder. */
const namePattern = /^[a-z0-9][a-z0-9._-]{0,99}$/iu

/**
 * The place of a graph as a person types it: what has a slash or ends in `.graph` is a path, all else a name in the home
 * folder. Only a person at this machine may give paths; from elsewhere (`paths: false`) one is refused.
 */
export function graphPlaceOf(text: string, { paths }: { paths: boolean }): GraphPlace {
  const isPath = /[\\/]|\.graph$/iu.test(text)
  if (isPath && paths && !text.includes('\0')) return { kind: 'path', path: text }
  if (isPath) throw new CitewellError('invalid', `"${text.slice(0, 100)}" is a path, and from here a graph is given by its name in the home folder. graph list names them; paths are for the command line.`)
  if (!isGraphName(text)) throw new CitewellError('invalid', `"${text.slice(0, 100)}" is no name of a graph: letters, digits, dots, dashes and underlines, at most 100.${paths ? ' A path has a slash or ends in .graph.' : ''}`)
  return { kind: 'name', name: text }
}

export function isGraphName(text: string): boolean {
  return namePattern.test(text) && !/\.graph$|\.$/iu.test(text)
}

export function isGraphPlace(value: unknown): value is GraphPlace {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  return value.kind === 'path' ? 'path' in value && typeof value.path === 'string' : value.kind === 'name' && 'name' in value && typeof value.name === 'string' && isGraphName(value.name)
}

/** As the person typed it, for messages and for the next command to paste. */
export function placeInWords(place: GraphPlace): string {
  return place.kind === 'path' ? place.path : place.name
}
