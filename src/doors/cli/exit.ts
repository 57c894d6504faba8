import type { ErrorCode } from '../../model/error.js'

/** What a command ends with; printed in its help. 130 is a command stopped by Ctrl-C, as in every shell. */
export const exitCodes = { internal: 1, invalid: 2, not_found: 3, conflict: 4, refused: 5, unavailable: 6 } as const satisfies Record<ErrorCode, number>

export const stoppedExitCode = 130
