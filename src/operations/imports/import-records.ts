import type { ImportReport } from '../../model/import.js'
import type { Context } from '../../model/operation.js'
import { changedBy } from '../records.js'

/** How long an import can be taken back as a whole. */
export const undoMsMax = 60 * 60 * 1000

/**
 * Keeps what an import told, for the history. It comes after the batch is safe in the index, and its ids are made from the
 * batch: broken off in between and imported again, it stands once. So it is also called for a batch that was there before, which
 * may be one whose keeper was killed just then. One that was read `again` since an older version read it stands as imported
 * now: that is when what the index has of it came, and within the hour all of it can be taken back.
 */
export async function keepImports(batch: string, reports: ReadonlyArray<Pick<ImportReport, 'file' | 'recognised' | 'title' | 'rows' | 'accepted' | 'refused' | 'from' | 'until'>>, context: Pick<Context, 'desk' | 'actor' | 'now'>, { again = false } = {}): Promise<void> {
  for (const [at, { file, recognised, title, rows, accepted, refused, from, until }] of reports.entries()) {
    const id = `${batch.slice(0, 48)}-${at}`
    const known = await context.desk.imports.get(id)
    if (known !== undefined && known.undoneAt === null && !again) continue
    // An import that was taken back and is made again is a new one under its old name.
    await context.desk.imports.save({ id, ...(known === undefined ? {} : { version: known.version }), batch, file: file.slice(0, 1_000), recognised: recognised.slice(0, 100), title: title.slice(0, 300), rows, accepted, refused, from, until, by: context.actor.name, at: context.now, undoneAt: null, undoneBy: null }, changedBy(context))
  }
}
