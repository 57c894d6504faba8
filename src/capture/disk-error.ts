import { CitewellError } from '../model/error.js'

/** What to tell when a file of a download can't be written. */
export function diskError(error: unknown, path: string): CitewellError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') return new CitewellError('unavailable', `${path}: the disk is full. Make room and give the same command again: it goes on where it stopped.`, { cause: error })
  return new CitewellError('unavailable', `${path} can't be written (${code ?? 'unknown cause'}). Give another home with --home, on a disk with room.`, { cause: error })
}
