import type { Visitor } from '../../model/accounts.js'

/**
 * Who asks, as far as the request says. Behind a proxy of ours the address is the last one that it added; what stands
 * before that in the header is only what the asker claims.
 */
export function visitorOf(request: Request, remoteAddress: string | undefined, behindProxy: boolean): Visitor & { kept: readonly string[] } {
  const kept: string[] = []
  const forwarded = behindProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return {
    cookie: request.headers.get('cookie') ?? '',
    bearer: bearerOf(request.headers.get('authorization')),
    address: (forwarded ?? remoteAddress ?? '').replace(/^::ffff:/u, '') || null,
    userAgent: request.headers.get('user-agent') ?? '',
    kept,
    keep: (cookie) => void kept.push(cookie),
  }
}

/** Any other kind of authorization is a token that nobody has: it is refused, not passed over. */
function bearerOf(authorization: string | null): string | null {
  if (authorization === null) return null
  return /^bearer +(\S+) *$/iu.exec(authorization)?.[1] ?? ''
}
