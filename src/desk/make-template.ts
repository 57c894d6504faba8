import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packTemplate, templateKey } from './desk-template.js'
import { openEngine } from './pglite-engine.js'

/** Makes the desk that ships with the program, unless the file there is still the right one. The build calls it. */
export async function makeTemplate(file: string): Promise<void> {
  if (existsSync(file) && readFileSync(file).toString('latin1', 0, 64) === templateKey()) return
  const dir = mkdtempSync(join(tmpdir(), 'citewell-template-'))
  try {
    await (await openEngine(dir, null)).close()
    writeFileSync(`${file}.new`, packTemplate(join(dir, 'data')))
    renameSync(`${file}.new`, file)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
