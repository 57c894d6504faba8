// PageRank as SQL in DuckDB: one statement a step, each step a table of its own, as it would run on any SQL engine.
//
//     node duckdb.mjs FOLDER THREADS WORK
import { rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { DuckDBInstance } from '@duckdb/node-api'
import { readCsr, tell } from './csr.mjs'

const [folder, threads, work] = process.argv.slice(2)
const instance = await DuckDBInstance.create(':memory:', { threads, temp_directory: `${work}/duckdb` })
const connection = await instance.connect()
const begin = performance.now()
const { vertexCount, edgeCount } = readCsr(folder)
await connection.run(`CREATE TABLE edges AS SELECT column0 AS src, column1 AS dst FROM read_csv('${folder}/edges.txt', delim = '\t', header = false, columns = {'column0': 'INTEGER', 'column1': 'INTEGER'})`)
await connection.run('CREATE TABLE outdeg AS SELECT src AS id, COUNT(*) AS deg FROM edges GROUP BY src')
await connection.run(`CREATE TABLE teleport AS SELECT CAST(range AS INTEGER) AS id, 1e0 / ${vertexCount} AS p FROM range(${vertexCount})`)
await restart()
tell({ ready: true, buildMs: performance.now() - begin, note: `${edgeCount} edges` })

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, count, path] = line.split(' ')
  if (verb === 'iterate') {
    const ms = []
    for (let step = 0; step < Number(count); step += 1) {
      const start = performance.now()
      await iterate()
      ms.push(performance.now() - start)
    }
    tell({ ms })
  } else if (verb === 'answer') {
    await restart()
    for (let step = 0; step < Number(count); step += 1) await iterate()
    const result = await connection.runAndReadAll('SELECT r FROM rank ORDER BY id')
    const scores = Float64Array.from(result.getColumns()[0])
    const sum = scores.reduce((total, score) => total + score, 0)
    writeFileSync(path, new Uint8Array(scores.map((score) => score / sum).buffer))
    tell({ done: true })
  } else break
}
connection.closeSync()
rmSync(`${work}/duckdb`, { recursive: true, force: true })

async function restart() {
  await connection.run('CREATE OR REPLACE TABLE rank AS SELECT id, p AS r FROM teleport')
}

async function iterate() {
  await connection.run(`CREATE OR REPLACE TABLE next_rank AS
    WITH contrib AS (SELECT e.dst AS id, SUM(r.r / o.deg) AS s
                     FROM edges e JOIN rank r ON r.id = e.src JOIN outdeg o ON o.id = e.src GROUP BY e.dst),
         dang AS (SELECT SUM(CASE WHEN o.id IS NULL THEN r.r ELSE 0e0 END) AS mass FROM rank r LEFT JOIN outdeg o ON o.id = r.id)
    SELECT t.id AS id, 0.85e0 * (COALESCE(c.s, 0e0) + d.mass * t.p) + 0.15e0 * t.p AS r
    FROM teleport t CROSS JOIN dang d LEFT JOIN contrib c ON c.id = t.id`)
  await connection.run('DROP TABLE rank')
  await connection.run('ALTER TABLE next_rank RENAME TO rank')
}
