import { expect, it } from 'vitest'
import { loggedInput } from './logged-input.js'

it.each([
  ['postgres://ada:p@ss:w@db.example:5432/desk', 'postgres://db.example:5432/desk'],
  ['postgres://ada:p%40ss@db.example:5432/desk?sslmode=require&password=secret', 'postgres://db.example:5432/desk?sslmode=require&password=(not kept)'],
  ['postgres://ada:p/w?x#y@db.example/desk', 'postgres://db.example/desk'],
  ['postgres://ada@db.example/desk', 'postgres://db.example/desk'],
  ['https://clinic.example/page?a=b@c', 'https://clinic.example/page?a=b@c'],
  ['mail ada@clinic.example', 'mail ada@clinic.example'],
])('the audit log keeps of %s: %s', (given, kept) => {
  expect(loggedInput({ to: given, list: [given] })).toEqual({ to: kept, list: [kept] })
})

it('keeps no secret', () => expect(loggedInput({ password: 'x', deep: { newToken: 'y' } })).toEqual({ password: '(not kept)', deep: { newToken: '(not kept)' } }))
