// Operations of every shape, for the tests of the doors: they need no link index and no desk.
import { z } from 'zod'
/** How far `rows.count` has come in all its runs: a run that was stopped counts no further. */
export const counted = { rows: 0 }

/** Made with the modules of whoever runs them: the sources in a test, the built program in a process of its own. */
export function sampleOperations({ CitewellError, readWhole, defineOperation, fileSchema }) {
  const codes = ['invalid', 'not_found', 'conflict', 'refused', 'unavailable', 'internal']

  const list = defineOperation({
    id: 'links.list',
    summary: 'List links',
    description: 'A plain read.',
    effect: 'read',
    mcp: true,
    input: z.object({
      target: z.string().min(1).describe('Site'),
      type: z.array(z.enum(['LT-01', 'LT-02', 'LT-03'])).default([]).describe('Only these types'),
      tier: z.array(z.union([z.literal(1), z.literal(2), z.literal(3)])).default([]).describe('Only these tiers'),
      brand: z.array(z.string()).default([]).describe('Names'),
      live: z.boolean().optional().describe('Only live links'),
      externalOnly: z.boolean().default(false).describe('Only links to other domains'),
      limit: z.number().int().min(1).max(1000).default(50).describe('Rows'),
    }),
    output: z.object({
      asked: z.record(z.string(), z.unknown()),
      rows: z.array(z.object({ referringPage: z.string(), anchorText: z.string().nullable(), tier: z.number(), firstSeen: z.string(), seenBy: z.array(z.string()) })),
      total: z.number(),
    }),
    table: 'rows',
    positional: ['target'],
    example: 'citewell links list clinic.example --tier 1,2',
    run: async (input) => ({
      asked: input,
      rows: [
        { referringPage: 'https://journal.example/2026/heart', anchorText: '=HYPERLINK("https://spam.example")', tier: 3, firstSeen: '2026-03-03T00:00:00.000Z', seenBy: ['crawl', 'ahrefs-backlinks'] },
        { referringPage: `https://directory.example/${'long/'.repeat(40)}end`, anchorText: null, tier: 2, firstSeen: '2025-12-24T08:00:00.000Z', seenBy: ['crawl'] },
      ].slice(0, input.limit),
      total: 12_345,
    }),
  })

  const archives = defineOperation({
    id: 'archives.list',
    summary: 'List the lines of files',
    effect: 'read',
    mcp: true,
    long: true,
    input: z.object({ files: z.array(fileSchema()).min(1).max(5).describe('Files'), first: z.number().int().optional().describe('Only so many') }),
    rows: z.object({ file: z.string(), line: z.number(), text: z.string() }),
    output: z.object({ lines: z.number(), bytes: z.number() }),
    positional: ['files'],
    example: 'citewell archives list notes.txt',
    async run({ files, first = Infinity }, { emit, progress }) {
      let lines = 0
      let bytes = 0
      for (const file of files) {
        let text = ''
        for await (const part of file.open()) {
          bytes += part.byteLength
          text += Buffer.from(part).toString('latin1')
          progress({ stage: `Reading ${file.name}`, done: bytes, total: file.size ?? null, unit: 'bytes' })
        }
        for (const [index, line] of text.split('\n').filter(Boolean).entries()) {
          if (index >= first) break
          lines += 1
          await emit({ file: file.name, line: index + 1, text: line })
        }
      }
      return { lines, bytes }
    },
  })

  const audit = defineOperation({
    id: 'audits.run',
    summary: 'Audit a site',
    effect: 'write',
    mcp: true,
    long: true,
    alias: 'audit',
    input: z.object({ site: z.string().describe('Site'), profile: fileSchema().optional().describe('Profile'), brand: z.array(z.string()).default([]).describe('Names') }),
    output: z.object({ sentence: z.string(), files: z.array(z.object({ name: z.string(), mediaType: z.string(), text: z.string() })) }),
    positional: ['site'],
    example: 'citewell audit clinic.example --out report/',
    words: ({ sentence }) => sentence,
    async run({ site, profile, brand }, { progress, now, signal }) {
      for (let done = 1; done <= 3; done += 1) {
        signal.throwIfAborted()
        progress({ stage: 'Judging links', done, total: 3, unit: 'links' })
      await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const bytes = profile === undefined ? 0 : (await readWhole(profile, 1000)).byteLength
      return { sentence: `${site}, ${brand.join(' and ')}, ${bytes} bytes, ${now}`, files: [{ name: 'report.html', mediaType: 'text/html', text: '<!doctype html><title>Report</title><style>p{}</style><script>1</script><p>Hello' }, { name: 'links.csv', mediaType: 'text/csv', text: 'a\r\n' }] }
    },
  })

  const add = defineOperation({
    id: 'corrections.add',
    summary: 'Add a correction',
    effect: 'write',
    mcp: true,
    input: z.object({ site: z.string().describe('Site'), reason: z.string().min(3).describe('Reason') }),
    output: z.object({ saved: z.string() }),
    positional: ['site'],
    example: 'citewell corrections add clinic.example --reason "read it"',
    run: async ({ site, reason }) => ({ saved: `${site}: ${reason}` }),
  })

  const raise = defineOperation({
    id: 'errors.raise',
    summary: 'Fail in a given way',
    effect: 'read',
    mcp: true,
    input: z.object({ code: z.enum(codes).describe('How') }),
    output: z.object({}),
    positional: ['code'],
    example: 'citewell errors raise invalid',
    async run({ code }) {
      if (code === 'internal') throw new Error('a secret of the inside')
      throw new CitewellError(code, `This is ${code}. Do something else.`)
    },
  })

  const send = defineOperation({
    id: 'messages.send',
    summary: 'Send a message',
    effect: 'send',
    mcp: true,
    input: z.object({}),
    output: z.object({ sent: z.boolean() }),
    example: 'citewell messages send',
    run: async () => ({ sent: true }),
  })

  const count = defineOperation({
    id: 'rows.count',
    summary: 'Count up',
    effect: 'read',
    mcp: true,
    input: z.object({ to: z.number().int().describe('How far'), fail: z.boolean().default(false).describe('Fail at the end'), wait: z.boolean().default(false).describe('Wait at the end to be stopped') }),
    rows: z.object({ number: z.number() }),
    output: z.object({ sum: z.number() }),
    positional: ['to'],
    example: 'citewell rows count 3',
    async run({ to, fail, wait }, { emit, signal }) {
      let sum = 0
      for (let number = 1; number <= to; number += 1) {
        signal.throwIfAborted()
        sum += number
        counted.rows += 1
        await emit({ number })
      }
      if (fail) throw new CitewellError('unavailable', 'It broke off.')
      if (wait) await new Promise((_, reject) => {
        const alive = setInterval(() => undefined, 1000)
        signal.addEventListener('abort', () => {
          clearInterval(alive)
          reject(signal.reason)
        })
      })
      return { sum }
    },
  })

  return [list, archives, audit, add, raise, send, count]
}

const here = { id: 'home', slug: 'home', name: 'Home', organisationId: 'home', archivedAt: null }
const desk = { organisations: async () => [here], clients: async () => [here], client: () => ({ proposals: { list: async () => [], add: async (given) => given } }), organisation: () => ({}), log: { append: async () => undefined }, together: (work) => work() }

export const openOutside = async () => ({ indexOf: () => ({}), desk, accounts: { actorOf: async () => undefined, hasAccounts: async () => false }, lists: undefined, graphs: undefined, web: undefined, close: async () => undefined })
