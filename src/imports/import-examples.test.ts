import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fileOfBytes } from '../model/file-input.js'
import type { ImportReport } from '../model/import.js'
import { parseInstant } from '../model/instant.js'
import { SightingSchema, type Sighting } from '../model/sighting.js'
import { relUntold, wordsAroundTold } from '../model/source-detail.js'
import { importFile, importKinds } from './index.js'

const fixtures = fileURLToPath(new URL('../../test/fixtures/exports/', import.meta.url))
const importedAt = parseInstant('2026-11-22')!

async function importFixture(name: string, target?: string): Promise<{ reports: ImportReport[]; sightings: Sighting[] }> {
  const sightings: Sighting[] = []
  const reports = await importFile(fileOfBytes(name.split('/').at(-1)!, readFileSync(fixtures + name)), { target, importedAt, onSighting: (sighting) => void sightings.push(sighting) })
  return { reports, sightings }
}

describe('every example of every kind', () => {
  for (const kind of importKinds) {
    it(`${kind.id} has an example, references and a refusal where it refuses`, () => {
      expect(kind.references.length).toBeGreaterThan(0)
      if (kind.gives === 'refused') expect(kind.refusal).toBeTruthy()
      else {
        expect(kind.row).toBeDefined()
        expect(kind.examples.length).toBeGreaterThan(0)
      }
      for (const field of kind.required) expect(kind.columns[field], field).toBeDefined()
      for (const example of kind.examples) expect(existsSync(fixtures + example.file), example.file).toBe(true)
    })
    for (const example of kind.examples) {
      it(`${kind.id}: ${example.title}`, async () => {
        const { reports, sightings } = await importFixture(example.file, example.target)
        const report = reports[0]!
        expect(reports).toHaveLength(1)
        expect([report.recognised, report.accepted, report.refused]).toEqual([kind.id, example.expect.accepted, example.expect.refused])
        expect(report.rows).toBe(report.accepted + report.refused)
        if (kind.gives === 'refused') expect(report.refusal).toContain(kind.refusal!)
        else expect(report.refusal).toBeNull()
        for (const sighting of sightings) {
          SightingSchema.parse(sighting)
          if (kind.id !== 'ndjson-sightings') {
            expect(sighting.seenBy).toBe(kind.id)
            expect(() => JSON.parse(sighting.raw!)).not.toThrow()
          }
        }
        const again = await importFixture(example.file, example.target)
        expect(again.sightings).toEqual(sightings)
      })
    }
  }
})

describe('what a source tells of a link besides its ends', () => {
  // Own sightings as text tell whatever was read; a plain list may have a column for rel, and mostly has none.
  const exports = importKinds.filter(({ id, gives }) => gives !== 'refused' && id !== 'ndjson-sightings' && id !== 'plain-list')
  it.each(exports.map((kind) => [kind.id, kind] as const))('%s', async (id, kind) => {
    const sightings = (await Promise.all(kind.examples.map(({ file, target }) => importFixture(file, target)))).flatMap((one) => one.sightings)
    expect(sightings.some(({ context }) => context !== null)).toBe(wordsAroundTold.includes(id))
    expect(sightings.some(({ rel }) => rel.length > 0)).toBe(!relUntold.includes(id))
  })
})
