import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { BriefReader } from './judged-briefs.js'
import { keptReaders } from './kept-readers.js'

function readers() {
  const opened: string[] = []
  const open = new Set<string>()
  const kept = keptReaders(async (folder) => {
    if (folder.endsWith('absent')) throw new Error('absent')
    const name = `${folder} ${opened.push(folder)}`
    open.add(name)
    return { close: async () => void open.delete(name) } as unknown as BriefReader
  })
  return { kept, opened, open }
}

describe('kept readers', () => {
  it('open a folder once for all who read at the same time or later', async () => {
    const { kept, opened, open } = readers()
    expect(await Promise.all([1, 2, 3].map((answer) => kept.use('/a', async () => answer)))).toEqual([1, 2, 3])
    await kept.use('/a', async () => undefined)
    expect(opened).toEqual(['/a'])
    expect(open.size).toBe(1)
    await kept.forget('/a')
    expect(open.size).toBe(0)
  })

  it('hold a few, and close none that is being read', async () => {
    const { kept, open } = readers()
    let done = () => {}
    const long = kept.use('/long', () => new Promise<void>((resolve) => (done = resolve)))
    for (let folder = 0; folder < 20; folder += 1) await kept.use(`/${folder}`, async () => undefined)
    expect([...open]).toContain('/long 1')
    expect(open.size).toBe(9)
    done()
    await long
    expect(open.size).toBe(8)
    expect([...open]).not.toContain('/long 1')
  })

  it('open anew what failed', async () => {
    const { kept, opened, open } = readers()
    await expect(kept.use('/absent', async () => 1)).rejects.toThrow('absent')
    await expect(kept.use('/a', async () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged')
    await sleep(1)
    expect(open.size).toBe(0)
    expect(await kept.use('/a', async () => 1)).toBe(1)
    expect(opened).toEqual(['/a', '/a'])
  })

  it('forget what lies below a folder', async () => {
    const { kept, open } = readers()
    for (const folder of ['/sites/a', '/sites/b', '/sites-of-others']) await kept.use(folder, async () => undefined)
    await kept.forget('/sites')
    expect([...open]).toEqual(['/sites-of-others 3'])
  })
})
