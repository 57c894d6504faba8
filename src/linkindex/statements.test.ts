import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { linkColumns, pageColumns } from './columns.js'
import { openDatabase, rowsOf } from './database.js'
import { makeFolders } from './folders.js'
import * as linksSql from './links-sql.js'
import * as pagesSql from './pages-sql.js'
import { entriesOf, page, sighting, withIndex } from './testing/invented.js'

const { mergedFields, ...statementsOfLinks } = linksSql
const { pastOfDomainMax: _, ...statementsOfPages } = pagesSql
const linkStatements = { ...statementsOfLinks, ...statementsOfPages }

it('every statement can be prepared', () =>
  withIndex(async (_, dir) => {
    await makeFolders(dir)
    const database = await openDatabase({ dir, memoryLimitMb: 256, threads: 1 })
    await database.use(async (connection) => {
      expect(Object.keys(linkStatements).length).toBeGreaterThan(9)
      for (const [name, sql] of Object.entries(linkStatements)) await connection.prepare(sql).then((prepared) => prepared.destroySync(), (error: Error) => expect.fail(`${name}: ${error.message}`))
    })
    await database.close()
  }))

it('a merged link has each field once', () => expect(new Set(Object.values(mergedFields)).size).toBe(Object.keys(mergedFields).length))

/** Words that DuckDB and a cluster read differently, or that only one of them knows. */
const unshared = /\b(?:QUALIFY|EXCLUDE|EXCEPT|hash|list|list_\w+|struct_pack|unnest|regexp_\w+|now|random|nvl|iff|split|concat|starts_with)\b/u
it.each(Object.entries(linkStatements))('statement %s keeps to what a cluster reads too', (_, sql) => {
  expect(unshared.exec(sql.replaceAll(/--.*$|'[^']*'/gmu, ''))?.[0]).toBeUndefined()
})

it('files have the columns and types of the format', () =>
  withIndex(async (index, dir) => {
    await index.add(entriesOf(sighting({ vendor: { rank: 1.5 } }), page()), { key: 'k', source: 'test' })
    await index.add(entriesOf(sighting({ anchorText: 'b' }), page({ seenAt: '2026-02-01T00:00:00.000Z' })), { key: 'l', source: 'test' })
    const physical = { VARCHAR: 'BYTE_ARRAY', BIGINT: 'INT64', INTEGER: 'INT32' }
    const database = await openDatabase({ dir, memoryLimitMb: 256, threads: 1 })
    for (const turn of ['as added', 'as merged']) {
      for (const [folder, columns] of [['links', linkColumns], ['pages', pageColumns]] as const) {
        for (const name of await readdir(join(dir, folder))) {
          await database.use(async (connection) => {
            const schema = await rowsOf(connection, 'SELECT name, type, duckdb_type FROM parquet_schema($path) WHERE duckdb_type IS NOT NULL', { path: join(dir, folder, name) })
            expect(schema, turn).toEqual(Object.entries(columns).map(([column, type]) => ({ name: column, type: physical[type], duckdb_type: type })))
            const metadata = await rowsOf(connection, 'SELECT DISTINCT compression FROM parquet_metadata($path)', { path: join(dir, folder, name) })
            expect(metadata).toEqual([{ compression: 'ZSTD' }])
          })
        }
      }
      await index.compact()
    }
    await database.close()
  }))

it('the first columns of links are those of the backlink index a cluster builds', () => {
  expect(Object.entries(linkColumns).slice(0, 19).map(([name, type]) => `${name} ${type}`).join(', ')).toBe(
    't_domain VARCHAR, t_host VARCHAR, t_url VARCHAR, t_url_id BIGINT, t_domain_id BIGINT, s_domain VARCHAR, s_host VARCHAR, s_url VARCHAR, s_url_id BIGINT, anchor VARCHAR, '
    + 'ltype INTEGER, rel INTEGER, region INTEGER, n INTEGER, status INTEGER, s_out_ext INTEGER, fetch_ms BIGINT, crawl VARCHAR, tb INTEGER',
  )
})
