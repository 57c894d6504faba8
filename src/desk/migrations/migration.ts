/**
 * A change to the tables of the desk. One that has been released is never edited: it may already have run somewhere. Each
 * runs in a transaction together with the row that says so, on the embedded database and on a server alike.
 *
 * Text that is compared or ordered is `COLLATE "C"`, so that both agree on the order. Instants are text in the one form
 * of `Instant`, which sorts by time, so that what a person saved comes back unchanged.
 */
export interface Migration {
  version: number
  name: string
  sql: string
}
