import { describe, expect, it } from 'vitest'
import { guard, type Doorway } from './guard.js'

const here: Doorway = { isLoopback: true, publicUrl: null }
const everywhere: Doorway = { isLoopback: false, publicUrl: null }
const named: Doorway = { isLoopback: false, publicUrl: new URL('https://links.clinic.example') }
const behindProxy: Doorway = { isLoopback: true, publicUrl: new URL('https://links.clinic.example') }

const passes = (doorway: Doorway, headers: Record<string, string>, method = 'POST') => {
  try {
    guard(new Request('http://127.0.0.1/v1/notes/save', { method, headers }), doorway)
    return true
  } catch {
    return false
  }
}

describe('the name a server is asked by', () => {
  it.each<[string, Doorway, string, boolean]>([
    ['this machine', here, '127.0.0.1:4300', true],
    ['this machine', here, 'localhost:4300', true],
    ['this machine', here, '[::1]:4300', true],
    ['a name made to point here', here, 'evil.example:4300', false],
    ['an address of the network', here, '192.0.2.7:4300', false],
    ['a name that begins as an address', here, '127.0.0.1.evil.example', false],
    ['no name', here, '', false],
    ['an address, at a server for others', everywhere, '192.0.2.7:4300', true],
    ['an address, at a server for others', everywhere, '[2001:db8::7]:4300', true],
    ['a name it was not told', everywhere, 'evil.example', false],
    ['its own name', named, 'links.clinic.example', true],
    ['its own name in capitals', named, 'Links.Clinic.Example', true],
    ['its own name with its port', named, 'links.clinic.example:443', true],
    ['its own name with another port', named, 'links.clinic.example:8080', false],
    ['an address instead of its name', named, '192.0.2.7', false],
    ['its own name, through a proxy here', behindProxy, 'links.clinic.example', true],
    ['a name within its name', named, 'links.clinic.example.evil.example', false],
  ])('%s (%#)', (_, doorway, host, expected) => {
    expect(passes(doorway, { host })).toBe(expected)
  })
})

describe('the page that asks', () => {
  it.each<[string, Doorway, Record<string, string>, boolean]>([
    ['its own', named, { host: 'links.clinic.example', origin: 'https://links.clinic.example' }, true],
    ['its own without encryption', named, { host: 'links.clinic.example', origin: 'http://links.clinic.example' }, false],
    ['another', named, { host: 'links.clinic.example', origin: 'https://evil.example' }, false],
    ['one beside it', named, { host: 'links.clinic.example', origin: 'https://other.clinic.example' }, false],
    ['none that says so', named, { host: 'links.clinic.example', origin: 'null' }, false],
    ['another port of this machine', here, { host: '127.0.0.1:4300', origin: 'http://127.0.0.1:5000' }, false],
    ['another name of this machine', here, { host: '127.0.0.1:4300', origin: 'http://localhost:4300' }, false],
    ['a form elsewhere', named, { host: 'links.clinic.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, false],
    ['a program with a token', named, { host: 'links.clinic.example', authorization: 'Bearer x' }, true],
    ['nobody knows which, with a cookie of a person', named, { host: 'links.clinic.example', cookie: '__Secure-citewell.session_token=x' }, false],
    ['its own, with a cookie', named, { host: 'links.clinic.example', cookie: '__Secure-citewell.session_token=x', 'sec-fetch-site': 'same-origin' }, true],
  ])('%s', (_, doorway, headers, expected) => {
    expect(passes(doorway, headers)).toBe(expected)
  })

  it('may be another for a way back from the identity provider: a visit, that asks only', () => {
    const back = { host: 'links.clinic.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect(passes(named, back, 'GET')).toBe(true)
    expect(passes(named, { ...back, 'sec-fetch-mode': 'no-cors' }, 'GET')).toBe(false)
  })
})
