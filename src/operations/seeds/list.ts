import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import { columnsInWords } from '../graph/words.js'
import { rowOf, SeedRow, setOf } from './seed-rows.js'

export default defineOperation({
  id: 'seeds.list',
  summary: 'List the seeds of a set, with tier, country, reason, source and licence',
  effect: 'read',
  wall: 'open',
  input: z.object({
    set: z.string().min(1).max(100).default('health-general').describe('Id of a set; "seeds sets" lists them'),
    country: z.string().regex(/^[A-Za-z]{2}$/u, 'give the two letters of the country, as DE for Germany').optional().describe('Only this country, as DE'),
    tier: z.array(z.number().int().min(1).max(5)).default([]).describe('Only these identity tiers'),
    text: z.string().max(200).optional().describe('Only seeds with this text in domain or name'),
    limit: z.number().int().min(1).max(limits.listRowsMax).default(200).describe('Rows of one page'),
    cursor: z.string().max(253).optional().describe('Where the page before ended'),
  }),
  output: z.object({
    set: z.string(), version: z.string(), title: z.string(), about: z.string(), kind: z.enum(['trusted', 'distrusted']),
    total: z.number().int().describe('Seeds that pass the filters'),
    rows: z.array(SeedRow),
    nextCursor: z.string().nullable().describe('Give it as --cursor for the next page; null at the end'),
  }),
  table: 'rows',
  shown: ['domain', 'name', 'tier', 'kind', 'country'],
  positional: ['set'],
  words: ({ set, title, total, rows, nextCursor }) => [
    `${title} (${set}): ${countOf(total, 'seed')}${rows.length < total ? `, ${countWords(rows.length)} of them here` : ''}`,
    ...(rows.length === 0 ? [] : ['', ...columnsInWords(
      [['Domain', 'Tier', 'Country', 'Kind', 'Name'], ...rows.map(({ domain, tier, country, kind, name }) => [domain, tier === null ? '–' : String(tier), country ?? '–', kind, name.length > 60 ? `${name.slice(0, 59)}…` : name])],
      [false, true, false, false, false],
    )]),
    '',
    ...(nextCursor === null ? [] : [`The next ones: --cursor ${nextCursor}`]),
    'Why each is a seed, and its source: seeds show DOMAIN, or --json.',
  ].join('\n'),
  example: 'citewell seeds list health-general --country DE',
  async run({ set: id, country, tier, text, limit, cursor }, { lists }) {
    const { version, title, about, kind, entries } = setOf(id, lists)
    const code = country?.toUpperCase()
    // People write UK; ISO 3166 has GB.
    const place = code === 'UK' ? 'GB' : code
    const wanted = text?.toLowerCase()
    const found = entries.filter((entry) => (place === undefined || entry.country === place)
      && (tier.length === 0 || (entry.tier !== null && tier.includes(entry.tier)))
      && (wanted === undefined || entry.domain.includes(wanted) || entry.name.toLowerCase().includes(wanted)))
    const rest = cursor === undefined ? found : found.filter(({ domain }) => domain > cursor)
    const page = rest.slice(0, limit)
    return { set: id, version, title, about, kind, total: found.length, rows: page.map(rowOf), nextCursor: rest.length > limit ? page.at(-1)!.domain : null }
  },
})
