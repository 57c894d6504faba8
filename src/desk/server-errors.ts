import { DatabaseError } from '../model/database.js'
import { CitewellError } from '../model/error.js'

/** Where a database is, without name and password: fit for a message. */
export function placeOf(url: string): string {
  try {
    const { protocol, hostname, port, pathname, searchParams } = new URL(url)
    if (!/^postgres(?:ql)?:$/u.test(protocol)) throw new Error(protocol)
    return `${searchParams.get('host') ?? (hostname || 'localhost')}:${port || '5432'}${pathname === '/' ? '' : pathname}`
  } catch {
    throw new CitewellError('invalid', 'The address of the database is not one of Postgres. Write it like postgres://name:password@host:5432/citewell, with special characters of the password percent-encoded.')
  }
}

const startingUp = '57P03'
/** The server ended the connection, or is going down. */
const lostStates = new Set(['57P01', '57P02', startingUp, '25P03'])
/** Two transactions got in each other's way, and one was broken off. */
const collidedStates = new Set(['40001', '40P01'])

function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof DatabaseError) return error.sqlState
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/u.test(code) && !code.startsWith('E') ? code : undefined
}

export const isStarting = (error: unknown) => sqlStateOf(error) === startingUp

export const collided = (error: unknown) => collidedStates.has(sqlStateOf(error) ?? '')

/** The way to the server broke, as opposed to a statement that it refused. */
export function isLost(error: unknown): boolean {
  if (error instanceof CitewellError) return false
  const state = sqlStateOf(error)
  if (state !== undefined) return lostStates.has(state) || state.startsWith('08')
  const { code, message } = error as { code?: string; message?: string }
  return (typeof code === 'string' && /^(?:ECONN|EPIPE|ETIMEDOUT|ENET|EHOST)/u.test(code)) || /connection terminated|client has encountered a connection error|not queryable/iu.test(message ?? '')
}

/** Without the error of the driver as its cause: its details hold values of the row, which no log may show. */
export function asDatabaseError(error: unknown): unknown {
  const sqlState = sqlStateOf(error)
  if (error instanceof DatabaseError || error instanceof CitewellError || sqlState === undefined) return error
  const { message, constraint } = error as { message: string; constraint?: string }
  return new DatabaseError(message, { sqlState, constraint: constraint ?? null })
}

/** Inside a transaction the work sees the same errors everywhere; a lost connection stays what it is, to be told apart. */
export function rethrow(error: unknown): never {
  throw isLost(error) ? error : asDatabaseError(error)
}

export function unreachable(place: string, cause: unknown): CitewellError {
  const state = sqlStateOf(cause)
  const { code, message = '' } = cause as { code?: string; message?: string }
  const why =
    state === '28P01' || state === '28000' ? 'it refused the name or password'
    : state === '3D000' ? 'it has no such database'
    : state === '53300' ? 'it has too many connections open'
    : state === startingUp ? 'it is still starting'
    : /certificate|self.signed|SSL/iu.test(message) ? `the encrypted connection failed (${code ?? message.slice(0, 80)})`
    : code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'there is no machine of that name'
    : code === 'ECONNREFUSED' ? 'nothing listens there'
    : /timeout/iu.test(message) ? 'it did not answer in time'
    : (state ?? code ?? 'the connection broke')
  return new CitewellError('unavailable', `The database at ${place} can't be used: ${why}. Check DATABASE_URL, and that the server runs and lets this machine in.`, { cause })
}
