import { z } from 'zod'
import type { CopyOptions, DeskCopies, LinkSum, TableSum } from '../../model/desk.js'
import { CitewellError } from '../../model/error.js'
import type { Context } from '../../model/operation.js'

export const LinkSumSchema = z.object({
  client: z.string().describe('Id of the client'), batches: z.number().int(), sightings: z.number().int().describe('Links as often as they were seen'), pages: z.number().int(), files: z.number().int(), bytes: z.number().int(),
  sha256: z.string().describe('Over the bytes of every file; equal here and there, the links are the same'),
})

export const TableSumSchema = z.object({ table: z.string(), rows: z.number().int(), sha256: z.string().describe('Over the rows in order of their key; equal here and there, the rows are the same') })

/** Copies hold every organisation's records and everybody's account, so only whoever sits at the machine may ask for them. */
export function copiesHere({ isHere, actor, wholeDesk }: Context): DeskCopies {
  if (isHere && actor.grants === 'everything') return wholeDesk.copies
  throw new CitewellError('refused', 'Copies of the whole desk are made at the command line of the machine that it is on: citewell desk backup, restore or move. Nothing was done.')
}

export function copyOptions({ now, program, signal, progress }: Context): CopyOptions {
  return { at: now, program, signal, progress: (one) => progress(one) }
}

export const rowsOf = (tables: readonly TableSum[]) => tables.reduce((sum, { rows }) => sum + rows, 0)

/** A desk is not all of an installation: what else there is. */
export function besideInWords(folders: readonly string[]): string {
  return folders.length === 0 ? 'Link indexes and graphs are not part of the desk: copy their folders in the home as well.' : `Not part of the desk, to be copied as they are: ${folders.join(', ')}`
}

/** Links are in no copy of the desk, so a person is told what there is of them, to compare. */
export function linksInWords(links: readonly LinkSum[]): string[] {
  return links.map(({ client, batches, sightings, files, bytes, sha256 }) => `Links of ${client}: ${sightings} sightings in ${batches} ${batches === 1 ? 'batch' : 'batches'}, ${files} files, ${bytes} bytes, sha256 ${sha256}`)
}
