import { describe, expect, it } from 'vitest'
import { localActor, type Actor } from '../../model/actor.js'
import type { DeskCopies } from '../../model/desk.js'
import { fileOfBytes } from '../../model/file-input.js'
import type { Context } from '../../model/operation.js'
import backup from './backup.js'
import check from './check.js'
import move from './move.js'
import restore from './restore.js'

const administrator: Actor = { id: 'p', name: 'Ada', by: 'session', grants: [{ organisationId: 'home', clientId: null, role: 'administer' }] }

describe('copies of the whole desk', () => {
  const asked: string[] = []
  const ofNorth = { client: 'north', batches: 1, sightings: 1_000_000, pages: 3, files: 2, bytes: 7, sha256: 'ab' }
  let links = () => [ofNorth]
  const copies: DeskCopies = {
    backup: async () => ({ tables: (asked.push('backup'), [{ table: 'task', rows: 2, sha256: 'ab' }, { table: 'note', rows: 1, sha256: 'cd' }]), bytes: 9 }),
    restore: async () => ({ tables: (asked.push('restore'), []), madeAt: '2026-03-03', replaced: false }),
    move: async () => ({ tables: (asked.push('move'), []), place: 'db.example:5432/desk', replaced: false }),
    sums: async () => [{ table: 'task', rows: 2, sha256: 'ab' }],
    links: async () => links(),
    beside: () => ['index', 'clients'],
  }
  const context = (isHere: boolean, actor: Actor) => ({ isHere, actor, wholeDesk: { copies }, now: '2026-03-03', program: 'citewell', signal: new AbortController().signal, progress() {} }) as unknown as Context
  const all = [
    (given: Context) => backup.run({ file: { targetPath: '/tmp/x' } }, given),
    (given: Context) => restore.run({ file: fileOfBytes('x', new Uint8Array()), replace: false }, given),
    (given: Context) => move.run({ to: 'postgres://a:secret@db.example/desk', replace: false }, given),
    (given: Context) => check.run({}, given),
  ]

  it.each([['a server', false, localActor], ['an administrator of one organisation', true, administrator], ['both', false, administrator]] as const)('are refused to %s', async (_, isHere, actor) => {
    for (const run of all) await expect(run(context(isHere, actor))).rejects.toMatchObject({ code: 'refused' })
    expect(asked).toEqual([])
  })

  it('are made for whoever sits at the machine, and say what they are not', async () => {
    const made = await backup.run({ file: { targetPath: '/tmp/x' } }, context(true, localActor))
    expect(made).toMatchObject({ file: '/tmp/x', rows: 3, beside: ['index', 'clients'] })
    expect(backup.words!(made)).toContain('index, clients')
    const moved = await all[2]!(context(true, localActor))
    expect(JSON.stringify(moved) + move.words!(moved as Parameters<NonNullable<typeof move.words>>[0])).not.toContain('secret')
    expect(asked).toEqual(['backup', 'move'])
    expect(move.words!(moved as Parameters<NonNullable<typeof move.words>>[0])).toContain('Links of north: 1000000 sightings in 1 batch, 2 files, 7 bytes, sha256 ab')
    const counted = await check.run({}, context(true, localActor))
    expect(counted).toEqual({ rows: 2, tables: [{ table: 'task', rows: 2, sha256: 'ab' }], links: [ofNorth] })
    expect(check.words!(counted)).toContain('task: 2 rows, sha256 ab')
  })

  it('are not said to be whole if the links changed meanwhile', async () => {
    let read = 0
    links = () => [{ ...ofNorth, sha256: `sum ${(read += 1)}` }]
    await expect(move.run({ to: 'postgres://a@db.example/desk', replace: false }, context(true, localActor))).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('links of north') })
  })
})
