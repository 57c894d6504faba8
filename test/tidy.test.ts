import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => file !== '' && existsSync(join(root, file)))
const sources = tracked.filter((file) => /^src\/.*\.ts$/u.test(file))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The wall table of src/README.md: folder → folders it may import. */
function walls(): Map<string, Set<string>> {
  const rows = read('src/README.md').split('\n').map((line) => line.split('|').map((cell) => cell.trim())).filter((cells) => cells.length === 5 && /^[a-z]+$/u.test(cells[1]!) && cells[1] !== 'folder')
  return new Map(rows.map((cells) => [cells[1]!, new Set(cells[2]!.split(',').map((name) => name.trim()).filter((name) => name !== '–'))]))
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu)].map((match) => match[1]!)
}

describe('walls', () => {
  const table = walls()

  it('names every folder of src and no other', () => {
    const folders = new Set(sources.map((file) => file.split('/')[1]!).filter((name) => !name.endsWith('.ts')))
    expect([...table.keys()].sort()).toEqual([...folders].sort())
  })

  it('are kept by every import', () => {
    const broken: string[] = []
    let checked = 0
    for (const file of sources) {
      const folder = file.split('/')[1]!
      if (folder.endsWith('.ts') || file.endsWith('.test.ts')) continue
      for (const target of importsOf(read(file))) {
        if (!target.startsWith('.')) continue
        checked += 1
        const other = relative(join(root, 'src'), resolve(root, dirname(file), target)).split('/')[0]!
        if (other !== folder && !table.get(folder)?.has(other)) broken.push(`${file} imports ${target}`)
      }
    }
    expect(checked).toBeGreaterThan(100)
    expect(broken).toEqual([])
  })
})

describe('pure folders', () => {
  const pure = read('src/README.md').split('\n').filter((line) => line.includes('| pure |')).map((line) => line.split('|')[1]!.trim())
  const forbidden = /from 'node:(?:fs|net|http|https|child_process|os|dns|worker_threads|timers|fs\/promises|timers\/promises)|\bDate\.now\(|new Date\(\)|Math\.random\(|\bfetch\(|process\.(?:env|cwd|argv)|performance\.now\(/u

  it('know no clock, no chance, no disk and no network', () => {
    expect(pure.length).toBeGreaterThan(4)
    const broken = sources.filter((file) => pure.includes(file.split('/')[1]!) && !file.endsWith('.test.ts')).filter((file) => forbidden.test(read(file)))
    expect(broken).toEqual([])
  })
})

describe('files', () => {
  it('have names that say one thing', () => {
    const banned = /(?:^|\/)(?:utils?|helpers?|common|misc|manager|types|constants)\.(?:ts|mjs)$/u
    expect(tracked.filter((file) => banned.test(file))).toEqual([])
    expect(sources.filter((file) => !/^[a-z0-9-]+(?:\.test)?\.ts$/u.test(file.split('/').at(-1)!))).toEqual([])
  })

  it('stay short: past 400 lines only tables and printed files', () => {
    const long = sources.filter((file) => !file.endsWith('.test.ts') && read(file).split('\n').length > 400)
    const allowed = (text: string) => /do not edit|printed by scripts|Table:|long because/iu.test(text.slice(0, 1_500))
    expect(long.filter((file) => !allowed(read(file)))).toEqual([])
  })

  it('use no word the house does not use', () => {
    const banned = /\b(?:dofollow|blacklist|whitelist|link juice|guru)\b/iu
    // A tool's own column names and a list of words to recognise may hold them.
    const exempt = /^(?:src\/imports\/|src\/model\/public-suffixes\.ts|test\/fixtures\/exports\/|data\/|test\/tidy\.test\.ts)|\.test\.ts$/u
    const broken = tracked.filter((file) => /\.(?:ts|md|mjs|json)$/u.test(file) && file !== 'package-lock.json' && !exempt.test(file)).filter((file) => banned.test(read(file)))
    expect(broken).toEqual([])
  })

  it('hold nothing unfinished', () => {
    const marks = /\b(?:TODO|FIXME|XXX)\b|@ts-ignore|\.only\(/u
    expect(tracked.filter((file) => /\.(?:tsx?|mjs)$/u.test(file) && file !== 'test/tidy.test.ts').filter((file) => marks.test(read(file)))).toEqual([])
  })

  it('name no registry host, no machine path', () => {
    const marks = /"resolved":|registry\.npmjs|(?<![\w.-])\/(?:root\/|home\/[a-z])/u
    expect(tracked.filter((file) => !/\.(?:gz|png|woff2|parquet)$/u.test(file) && file !== 'test/tidy.test.ts').filter((file) => marks.test(read(file)))).toEqual([])
  })
})

describe('the web app', () => {
  const files = tracked.filter((file) => /^app\/.*\.tsx?$/u.test(file) && !/\.test\.tsx?$/u.test(file))
  /** What of src/ may be in the app when it runs: the client, what is printed for it, and plain data and text without ties. Types may come from anywhere. */
  const allowed = new Set(['src/doors/client.ts', 'src/doors/operation-types.ts', 'src/lib/csv-write.ts', 'src/model/readable-host.ts', 'src/model/source-detail.ts', 'src/model/sureness.ts', 'src/report/tokens.ts', 'src/report/words.ts'])

  it('has of the program only the client, words and colours', () => {
    const broken: string[] = []
    for (const file of files) {
      for (const [, type, target] of read(file).matchAll(/^import (type )?[^'"]*?from '(\.[^']+)'/gmu)) {
        const source = relative(root, resolve(root, dirname(file), target!)).replaceAll('\\', '/').replace(/\.js$/u, '.ts')
        if (type === undefined && source.startsWith('src/') && !allowed.has(source)) broken.push(`${file} imports ${target}`)
      }
    }
    expect(files.length).toBeGreaterThan(50)
    expect(broken).toEqual([])
  })

  it('asks through the typed client, shows strangers\u2019 text as text, and opens their pages without telling where from', () => {
    const forbidden = /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\bfetch\(|\beval\(|new Function\(/u
    expect(files.filter((file) => forbidden.test(read(file)))).toEqual([])
    // The one that tells how far a file is on its way is handed to the typed client in the place of fetch.
    expect(files.filter((file) => read(file).includes('XMLHttpRequest'))).toEqual(['app/parts/sending.ts'])
    expect(files.filter((file) => [...read(file).matchAll(/target="_blank"/gu)].length > [...read(file).matchAll(/rel="(?:noreferrer noopener|noopener noreferrer)"/gu)].length)).toEqual([])
  })

  it('says every word through the catalogue', () => {
    // An example of what to type (one word of letters and dots) and the key of a message are no words said.
    const spoken = /\b(?:aria-label|title|label|alt|description)="(?![a-z]+\.[a-z.-]+")[^"]*[A-Za-z]{2}[^"]*"|\bplaceholder="[^"]* [^"]*"|<(?:p|h[1-6]|span|b|th|td|li|dt|dd|button|label|legend)(?:\s[^<>{}]*)?>[^<>{}]*[A-Za-z]{3}/u
    expect(files.filter((file) => file.endsWith('.tsx')).flatMap((file) => [...read(file).matchAll(new RegExp(spoken, 'gu'))].map((match) => `${file}: ${match[0].slice(0, 80)}`))).toEqual([])
  })

  it('has files that say one thing and stay short', () => {
    expect(tracked.filter((file) => /^app\/.*\.(?:tsx?|css)$/u.test(file) && !/^[a-z0-9-]+(?:\.(?:test|module|config))?\.(?:tsx?|css)$/u.test(file.split('/').at(-1)!))).toEqual([])
    expect(files.filter((file) => read(file).split('\n').length > 400)).toEqual([])
  })
})

describe('the test oracle', () => {
  it('is never part of the product: parsers used as an independent check are imported by tests and bench only', () => {
    const banned = ['parse5', 'tldts', 'warcio', 'vitest', 'fast-check']
    expect(sources.filter((file) => !file.endsWith('.test.ts')).filter((file) => importsOf(read(file)).some((target) => banned.includes(target)))).toEqual([])
  })
})
