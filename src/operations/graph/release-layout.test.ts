import { expect, it } from 'vitest'
import type { WebDownload } from '../../model/outside.js'
import { checkBase, commonCrawl, releaseFiles } from './release-layout.js'

const codeOf = (base: string, isHere: boolean) => {
  try {
    checkBase(base, isHere)
    return 'taken'
  } catch (error) {
    return (error as { code: string }).code
  }
}

it.each([
  [commonCrawl, 'taken', 'taken'],
  ['http://mirror.example/graphs/', 'taken', 'taken'],
  ...['http://127.0.0.1:4300', 'http://localhost', 'https://LOCALHOST:8080/x', 'http://a.localhost', 'http://localhost.', 'http://[::1]:9', 'http://0x7f.1', 'http://0', 'http://[::ffff:127.0.0.1]', 'http://2130706433'].map((base) => [base, 'taken', 'refused'] as const),
  ...['', 'data.example', 'file:///etc/passwd', 'http://a.example/?x=', 'http://a.example/#', 'http://a.example?', 'http://me:word@a.example'].map((base) => [base, 'invalid', 'invalid'] as const),
] as const)('base %j is %s at the command line and %s through a server', (base, here, far) => {
  expect([codeOf(base, true), codeOf(base, false)]).toEqual([here, far])
})

it('repeats nothing of what it fetched', async () => {
  const web = {
    look: async (url: string) => (url.endsWith('.paths.gz') ? { url, bytes: 1, etag: null } : null),
    text: async () => 'the secret of a service\n',
  } as unknown as WebDownload
  const failed = await releaseFiles(web, { base: commonCrawl, release: 'cc-main-x', level: 'host', parts: ['edges'] }, new AbortController().signal).catch((error: Error) => error.message)
  expect(failed).toMatch(/line 1 names no file of this release/)
  expect(failed).not.toContain('secret')
})
