import { expect, it } from 'vitest'
import { readableAddress } from './readable-address.js'

const rows: Array<[given: string, read: string]> = [
  ['https://www.a.example/', 'a.example'],
  ['http://a.example/b/c?d=e#f', 'a.example/b/c?d=e#f'],
  ['https://a.example/%D9%82%D9%84%D8%A8/', 'a.example/قلب'],
  ['https://a.example/%E9%AB%98?q=%E9%AB%98', 'a.example/高?q=高'],
  ['https://a.example/%2F%3Fx%23', 'a.example/%2F%3Fx%23'],
  ['https://a.example/%E2%80%AEcod%20e%E2%80%8B%0A', 'a.example/%E2%80%AEcod%20e%E2%80%8B%0A'],
  ['https://a.example/%D9%8', 'a.example/%D9%8'],
  ['https://a.example/100%', 'a.example/100%'],
  ['https://xn--herz-mnchen.example/%C3%BC', 'xn--herz-mnchen.example/ü'],
  ['https://www.xn--mnster-3ya.example:8443/%C3%BC', 'münster.example:8443/ü'],
  ['https://xn--80ak6aa92e.example/', 'xn--80ak6aa92e.example'],
  ['no address at all', 'no address at all'],
  ['', ''],
]

it.each(rows)('%s', (given, read) => expect(readableAddress(given)).toBe(read))
