import { z } from 'zod'

export const ProblemSchema = z.object({
  file: z.string(),
  offset: z.number().int().nullable().describe('Byte offset, for archives'),
  line: z.number().int().nullable().describe('Line, for exports'),
  cause: z.string(),
  message: z.string(),
})

export const ImportReportSchema = z.object({
  file: z.string(),
  recognised: z.string().describe('Id of the format'),
  title: z.string(),
  rows: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  problems: z.array(ProblemSchema),
  problemCount: z.number().int(),
  from: z.string().nullable().describe('Earliest date in the file'),
  until: z.string().nullable().describe('Latest date in the file'),
  refusal: z.string().nullable().describe('Why the file is no list of links, and what to export instead'),
})

/** A file an operation makes; the door writes it or hands it on. */
export const MadeFileSchema = z.object({ name: z.string(), mediaType: z.string(), text: z.string() })

export const siteInput = z.string().min(1).max(2_048).describe('Site: a domain, a host or a URL prefix')
