import { describe, expect, it } from 'vitest'
import { isUnderPlatform } from '../../model/domain.js'
import { readBootstrap, registryQuestion } from './bootstrap.js'

const list = (services: unknown) => JSON.stringify({ version: '1.0', publication: '2026-11-01T00:00:00Z', services })

describe('the list of registries', () => {
  it('tells who answers, over https where there is a choice, and for the longest suffix', () => {
    const servers = readBootstrap(list([[['com', 'NET'], ['http://rdap.one.example/v1/', 'https://rdap.one.example/v1/']], [['uk'], ['https://rdap.two.example']], [['co.uk'], ['https://rdap.three.example/x/']]]))!
    expect(registryQuestion('clinic.com', servers)).toEqual({ server: 'https://rdap.one.example/v1/', url: 'https://rdap.one.example/v1/domain/clinic.com' })
    expect(registryQuestion('clinic.net', servers)!.server).toBe('https://rdap.one.example/v1/')
    expect(registryQuestion('clinic.uk', servers)!.url).toBe('https://rdap.two.example/domain/clinic.uk')
    expect(registryQuestion('clinic.co.uk', servers)!.url).toBe('https://rdap.three.example/x/domain/clinic.co.uk')
    expect(registryQuestion('clinic.example', servers)).toBeUndefined()
  })

  it.each(['', 'no JSON', '[]', '{}', '{"services":{}}', 'null', '"x"'])('is none in %j', (text) => expect(readBootstrap(text)).toBeUndefined())

  it('leaves out what can not be asked', () => {
    const servers = readBootstrap(list([[['a'], ['ftp://x.example/']], [['b'], ['https://me:word@x.example/']], [['c'], [7, null]], [['d'], 'https://x.example/'], ['e'], null, [['f', 7, 'g h'], ['https://x.example/?q=', 'https://y.example/']]]))!
    expect([...servers]).toEqual([['f', 'https://y.example/']])
  })

  it.each([['shop.github.io', true], ['clinic.co.uk', false], ['clinic.com', false], ['clinic.example', false]])('names below platforms are registered by nobody: %s', (domain, under) => expect(isUnderPlatform(domain)).toBe(under))
})
