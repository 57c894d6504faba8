import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { readWhole } from '../../model/file-input.js'
import { boundaryOf, readForm } from './multipart.js'

const part = (disposition: string, content: string) => `--b\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`
const body = `${part('name="a"', 'x')}${part('name="a"', '')}${part('name="f"; filename="C:\\\\dir\\\\one.txt"', '\r\n--a\r\n--b not alone')}${part('name="f"; filename=""', '')}--b--\r\nafter`

async function* cutEvery(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size), 'latin1')
}

it.each([1, 2, 3, 7, 16, 61, 10_000])('reads parts from pieces of %d bytes', async (size) => {
  // A boundary inside a part is one only with a line end before it and the exact name after.
  const text = body.replace('--b not alone', '-- b not alone')
  const form = await readForm(cutEvery(text, size), 'b')
  expect(form.texts).toEqual([{ name: 'a', text: 'x' }, { name: 'a', text: '' }])
  expect(form.files.map(({ name, file }) => [name, file.name, file.size ?? 0])).toEqual([['f', 'one.txt', 21], ['f', 'file', 0]])
  const contents = await Promise.all(form.files.map(async ({ file }) => Buffer.from(await readWhole(file, 1000)).toString('latin1')))
  expect(contents).toEqual(['\r\n--a\r\n-- b not alone', ''])
  await form.discard()
})

it.each([
  ['broken off', part('name="f"; filename="a"', 'x')],
  ['without a name', part('filename="a"', 'x')],
  ['with endless headers', `--b\r\n${'x: y\r\n'.repeat(10_000)}`],
  ['with a long field', part('name="a"', 'x'.repeat(2_000_000)) + '--b--'],
  ['without parts', 'nothing'],
])('refuses a body %s and leaves nothing behind', async (_, text) => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('citewell-upload-')).length
  await expect(readForm(cutEvery(text, 4096), 'b')).rejects.toMatchObject({ code: 'invalid' })
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('citewell-upload-')).length).toBeLessThanOrEqual(before)
})

it.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
])('finds the boundary of %s', (contentType, boundary) => {
  expect(boundaryOf(contentType)).toBe(boundary)
})
