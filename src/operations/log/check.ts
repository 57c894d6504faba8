import { z } from 'zod'
import { defineOperation } from '../../model/operation.js'
import { mustRunInstallation } from '../organisations/installation.js'

export default defineOperation({
  id: 'log.check',
  summary: 'Check that no line of the audit log was changed or taken out',
  description: 'Each line holds a hash over itself and the line before; this works all of them out again.',
  effect: 'read',
  wall: 'machine',
  usesLists: false,
  input: z.object({}),
  output: z.object({ ok: z.boolean(), lines: z.number().int().describe('Lines that are sound'), brokenAt: z.number().int().nullable().describe('The first line that does not fit') }),
  example: 'citewell log check',
  words: ({ ok, lines, brokenAt }) => (ok ? `The audit log is sound: ${lines} lines.` : `The audit log was changed: line ${brokenAt} does not fit. ${lines} lines before it are sound.`),
  failed: ({ ok }) => !ok,
  async run(_, { actor, wholeDesk }) {
    mustRunInstallation(actor)
    return wholeDesk.log.check()
  },
})
