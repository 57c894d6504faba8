import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, expect, it } from 'vitest'
import { writeParquet, type ParquetRows } from './parquet-table.js'

const dir = mkdtempSync(join(tmpdir(), 'citewell-parquet-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const columns = [{ name: 'id', type: 'BIGINT' }, { name: 'name_rev', type: 'VARCHAR' }, { name: 'pr', type: 'DOUBLE' }, { name: 'pr_pos', type: 'BIGINT', none: 0 }] as const

async function* rows(count: number, each = 3_000): AsyncGenerator<ParquetRows> {
  for (let first = 0; first < count; first += each) {
    const ids = Array.from({ length: Math.min(each, count - first) }, (_, index) => first + index)
    yield { count: ids.length, columns: [Uint32Array.from(ids), ids.map((id) => `example.site-${id}`), Float64Array.from(ids, (id) => (id % 7 === 3 ? NaN : id / 3)), Uint32Array.from(ids, (id) => (id % 5 === 0 ? 0 : 4_000_000_000 + id))] }
  }
}

it.each([0, 1, 2_048, 10_001])('%i rows come back as they went in', async (count) => {
  const targetPath = join(dir, `it's ${count}.parquet`)
  expect(await writeParquet({ targetPath }, columns, rows(count))).toBe(count)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const read = await connection.runAndReadAll(`SELECT * FROM read_parquet('${targetPath.replaceAll("'", "''")}')`)
  const expected = []
  for await (const batch of rows(count)) for (let row = 0; row < batch.count; row += 1) expected.push([BigInt(batch.columns[0]![row] as number), batch.columns[1]![row], Number.isNaN(batch.columns[2]![row]) ? null : batch.columns[2]![row], batch.columns[3]![row] === 0 ? null : BigInt(batch.columns[3]![row] as number)])
  expect(read.getRows()).toEqual(expected)
  connection.closeSync()
})

it('leaves nothing where it fails, and an older file as it was', async () => {
  const targetPath = join(dir, 'kept.parquet')
  await writeParquet({ targetPath }, columns, rows(3))
  const before = readdirSync(dir).sort()
  await expect(writeParquet({ targetPath }, columns, (async function* () {
    yield* rows(3)
    throw new Error('broke off')
  })())).rejects.toThrow('broke off')
  expect(readdirSync(dir).sort()).toEqual(before)
  await expect(writeParquet({ targetPath: join(dir, 'none/a.parquet') }, columns, rows(3))).rejects.toMatchObject({ code: 'unavailable' })
  expect(existsSync(join(dir, 'none'))).toBe(false)
})
