import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseKinds, type MadeDatabase } from '../../test/databases.js'
import type { Database } from '../model/database.js'
import { versionStatements } from './migrate.js'

const files = readdirSync(new URL('./statements/', import.meta.url)).filter((name) => name !== 'records.ts')
const groups = await Promise.all(files.map(async (name) => [name, Object.values((await import(new URL(`./statements/${name}`, import.meta.url).href)) as Record<string, object>)] as const))
const statements = [...groups, ['migrate.ts', [versionStatements]] as const].flatMap(([file, exported]) =>
  exported.flatMap((group) => Object.entries('statements' in group ? (group.statements as object) : group).map(([name, sql]) => ({ name: `${file} ${name}`, sql: String(sql) }))),
)

describe('statements', () => {
  it('are found', () => expect(statements.length).toBeGreaterThan(100))

  /** What belongs to a client is asked for with the client's id; these are the exceptions, and why. */
  const beyondTheWall = new Map([
    ['clients.ts all', 'for who keeps the walls'],
    ['clients.ts settings', 'the id of the client is its own'],
    ['clients.ts saveSettings', 'the id of the client is its own'],
    ['copies.ts begun', 'asks only whether the whole desk is new'],
    ['copies.ts raiseRevisions', 'of every client, whose desks were all replaced'],
    ['clients.ts kind', 'the id of the client is its own'],
  ])
  const walled = /(?:FROM|INTO|UPDATE) (?:correction|decision|profile|site|site_revision|location|service_line|clinician|competitor|consideration|task|saved_view|note|prospect|import_record|proposal|client)\b/u

  it.each(statements.filter(({ sql }) => walled.test(sql)))('$name carries the wall', ({ name, sql }) => {
    if (beyondTheWall.has(name)) return
    const inserts = /INSERT INTO \w+ \(\s*(?:client_id|organisation_id)[\s\S]*?(?:VALUES \(\$1|SELECT \$1)/u.test(sql)
    expect(inserts || /WHERE (?:client_id|organisation_id) = \$1\b/u.test(sql)).toBe(true)
  })
})

for (const { title, skipped, make } of await databaseKinds()) {
  describe.skipIf(skipped)(`statements, ${title}`, () => {
    let here: MadeDatabase
    let database: Database
    beforeAll(async () => {
      here = await make()
      database = here.open()
    })
    afterAll(() => here?.remove())

    it('are all understood', async () => {
      const refused: string[] = []
      await database.transaction(async (inside) => {
        for (const [number, { name, sql }] of statements.entries()) {
          if (name === 'migrate.ts make' || name === 'copies.ts oneMoment') continue
          await inside.transaction((deeper) => deeper.script(`PREPARE statement_${number} AS ${sql}`)).catch((error: Error) => refused.push(`${name}: ${error.message}`))
        }
      })
      expect(refused).toEqual([])
    })
  })
}
