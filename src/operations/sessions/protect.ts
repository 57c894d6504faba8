import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { browserOf, personOf } from '../access.js'

export default defineOperation({
  id: 'sessions.protect',
  summary: 'Begin a second factor: gives what an authenticator app reads, and backup codes, shown once',
  description: 'It counts once sessions.protect-confirm was given a code.',
  effect: 'write',
  wall: 'anyone',
  usesLists: false,
  input: z.object({ password: z.string().min(1).max(1_000).describe('Your password') }),
  output: z.object({ uri: z.string().describe('otpauth: address, as text or QR code'), backupCodes: z.array(z.string()).describe('Each works once, where the app is not at hand') }),
  example: 'citewell sessions protect --password "…"',
  async run({ password }, context) {
    personOf(context)
    return context.accounts.protect(password, browserOf(context))
  },
})
