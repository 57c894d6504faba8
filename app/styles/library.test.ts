import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const app = fileURLToPath(new URL('../', import.meta.url))
const library = fileURLToPath(new URL('../../node_modules/@mantine/core/', import.meta.url))
const read = (path: string) => readFileSync(path, 'utf8')

/** Parts of the library that the app names, with all they are made of: by the folders of the files they import. */
function partsInUse(): Set<string> {
  const named = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/u.test(file)).flatMap((file) => [...read(app + file).matchAll(/import \{([^}]*)\} from '@mantine\/core'/gu)].flatMap(([, names]) => names!.split(',').map((name) => name.replace(/ as .*/u, '').replace('type ', '').trim())))
  const files = new Map([...read(`${library}esm/index.mjs`).matchAll(/import \{([^}]*)\} from "([^"]+)"/gu)].flatMap(([, names, path]) => names!.split(',').map((name) => [name.trim(), resolve(library, 'esm', path!)] as const)))
  const seen = new Set<string>()
  const queue = [...named, 'Notification'].flatMap((name) => files.get(name) ?? [])
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    for (const [, path] of read(file).matchAll(/from "(\.[^"]+)"/gu)) queue.push(resolve(dirname(file), path!))
  }
  return new Set([...seen].flatMap((file) => /([A-Z]\w+)\.mjs$/u.exec(file)?.[1] ?? []))
}

it('the style sheet of every part that is used is there', () => {
  const sheets = readdirSync(`${library}styles`).flatMap((file) => /^([A-Z]\w+)\.css$/u.exec(file)?.[1] ?? [])
  const imported = new Set([...read(`${app}styles/library.ts`).matchAll(/styles\/([\w-]+)\.css/gu)].map(([, name]) => name!))
  const parts = partsInUse()
  expect(parts.size).toBeGreaterThan(30)
  expect(sheets.filter((sheet) => parts.has(sheet) && !imported.has(sheet))).toEqual([])
})
