import { readdirSync, readFileSync } from 'node:fs'
import { expect, describe, it } from 'vitest'
import { severities, type Audit } from '../model/judgement.js'
import { domainAudits, linkAudits, profileAudits } from './all-audits.js'

// Every example of every risk audit, and what a declaration must hold.

function cases<Facts>(audits: ReadonlyArray<Audit<Facts>>): Array<{ audit: Audit<Facts>; title: string; facts: Facts; verdict: string }> {
  return audits.flatMap((audit) => audit.examples.map((example) => ({ audit, ...example })))
}

function runExamples<Facts>(name: string, audits: ReadonlyArray<Audit<Facts>>): void {
  describe(name, () => {
    it.each(cases(audits))('$audit.id: $title → $verdict', ({ audit, facts, verdict }) => {
      const answer = audit.judge(facts, audit.options)
      expect(answer.verdict).toBe(verdict)
      if (answer.verdict === 'flag') {
        expect(answer.evidence.length).toBeGreaterThan(0)
        expect(answer.strength).toBeGreaterThan(0)
        expect(answer.strength).toBeLessThanOrEqual(severities[audit.severity])
      }
      if (answer.verdict === 'unknown') expect(answer.missing?.length).toBeGreaterThan(0)
      for (const row of answer.evidence) expect(audit.evidence.strict().safeParse(row).error).toBeUndefined()
      expect(audit.judge(facts, audit.options)).toEqual(answer)
    })
  })
}
runExamples('link audits', linkAudits)
runExamples('domain audits', domainAudits)
runExamples('profile audits', profileAudits)

const all: ReadonlyArray<Pick<Audit<never>, 'id' | 'rule' | 'judges' | 'title' | 'failureTitle' | 'why' | 'innocent' | 'references'> & { examples: ReadonlyArray<{ verdict: string }> }> = [...linkAudits, ...domainAudits, ...profileAudits]

it.each(all.map((audit) => [audit.id, audit] as const))('%s is declared whole', (id, audit) => {
  expect(audit.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/u)
  expect(audit.references.length).toBeGreaterThan(0)
  expect(audit.rule).toMatch(/^RISK-\d\d$/u)
  expect(audit.innocent.length).toBeGreaterThan(30)
  expect(new Set(audit.examples.map((example) => example.verdict)).has('flag')).toBe(true)
  expect(new Set(audit.examples.map((example) => example.verdict)).has('pass')).toBe(true)
  expect(JSON.stringify([audit.title, audit.failureTitle, audit.why, audit.innocent])).not.toMatch(/toxic|penalt|danger|blacklist|illegal|unlawful/iu)
  const file = new URL(`./${audit.judges}/${id}.ts`, import.meta.url)
  expect(readFileSync(file, 'utf8')).toContain(`id: '${id}'`)
})

it('lists every audit file', () => {
  const files = ['link', 'domain', 'profile'].flatMap((folder) =>
    readdirSync(new URL(`./${folder}/`, import.meta.url)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && readFileSync(new URL(`./${folder}/${name}`, import.meta.url), 'utf8').includes('defineAudit(')),
  )
  expect(all.map((audit) => `${audit.id}.ts`).sort()).toEqual(files.sort())
})
