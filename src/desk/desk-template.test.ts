import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { unpackTemplate } from './desk-template.js'
import { makeTemplate } from './make-template.js'
import { versionStatements } from './migrate.js'
import { migrations } from './migrations/index.js'
import { databaseOver, openEngine } from './pglite-engine.js'

const folder = mkdtempSync(join(tmpdir(), 'citewell-template-test-'))
const file = join(folder, 'template.bin')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the desk that ships with the program', () => {
  it('is one with every table and nothing in it, and a desk of its own wherever it is put', async () => {
    await makeTemplate(file)
    const made = statSync(file).mtimeMs
    await makeTemplate(file)
    expect(statSync(file).mtimeMs).toBe(made)
    for (const name of ['one', 'two']) {
      const engine = await openEngine(join(folder, name), file)
      expect(existsSync(join(folder, name, 'engine.json'))).toBe(true)
      const database = databaseOver(engine)
      expect((await database.query<{ version: number }>(versionStatements.read)).rows.map(({ version }) => version)).toEqual(migrations.map(({ version }) => version))
      await database.query(`UPDATE organisation SET name = $1`, [name])
      expect((await database.query(`SELECT name FROM organisation`)).rows).toEqual([{ name }])
      await database.close()
    }
    // Put in place by a process that ended before it said that the desk is whole: set aside, and put there again.
    rmSync(join(folder, 'one', 'engine.json'))
    const database = databaseOver(await openEngine(join(folder, 'one'), file))
    expect((await database.query(`SELECT name FROM organisation`)).rows).toEqual([{ name: 'Home' }])
    await database.close()
    expect(readdirSync(join(folder, 'one')).filter((one) => one.startsWith('data-set-aside-'))).toHaveLength(1)
  }, 120_000)

  it('is passed over, leaving nothing behind, where it is another program\'s, damaged or not there', () => {
    const bytes = readFileSync(file)
    const bad: Array<[string, Buffer]> = [['other', Buffer.concat([Buffer.from('0'.repeat(64)), bytes.subarray(64)])], ['cut', bytes.subarray(0, bytes.length - 1_000)], ['noise', Buffer.concat([bytes.subarray(0, 64), Buffer.from('noise')])], ['empty', Buffer.alloc(0)]]
    for (const [name, content] of bad) {
      writeFileSync(join(folder, name), content)
      expect([name, unpackTemplate(join(folder, `${name}-data`), join(folder, name)), existsSync(join(folder, `${name}-data`))]).toEqual([name, false, false])
    }
    expect(unpackTemplate(join(folder, 'no-data'), join(folder, 'no such file'))).toBe(false)
  })
})
