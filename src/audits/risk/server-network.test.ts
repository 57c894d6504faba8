import { describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { serverNetwork } from './server-network.js'

const lists = await loadLists()

describe('the network of a server', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:7::1', '2001:db8:7::/48'],
    ['2001:0db8:0007:0001:0000:0000:0000:0001', '2001:db8:7::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
  ])('%s: %s', (address, network) => expect(serverNetwork(address, lists)).toBe(network))

  it.each([
    ['a relay', '104.21.3.4'], ['a relay of version 6', '2606:4700:3030::1'], ['a builder', '198.185.159.144'], ['a blog platform', '192.0.78.24'],
    ['private', '10.1.2.3'], ['private', '172.20.0.1'], ['this machine', '127.0.0.1'], ['this machine', '::1'], ['link-local', 'fe80::1'], ['nobody’s', '0.0.0.0'],
    ['no address', '300.1.2.3'], ['no address', 'clinic.example'], ['no address', ''], ['no address', '1.2.3'],
  ])('%s tells nothing: %s', (_, address) => expect(serverNetwork(address, lists)).toBeUndefined())

  it('is everybody’s within each block listed, and not beside it', () => {
    const blocks = lists.words('network/shared').map((text) => /^([\d.]+)\/(\d+)$/u.exec(text)!)
    const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    const addressOf = (number: number) => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.')
    const isListed = (number: number) => blocks.some(([, start, bits]) => Math.floor(number / 2 ** (32 - Number(bits))) === Math.floor(numberOf(start!) / 2 ** (32 - Number(bits))))
    for (const [, start, bits] of blocks) {
      const first = numberOf(start!)
      for (const number of [first - 1, first, first + 1, first + 2 ** (32 - Number(bits)) - 1, first + 2 ** (32 - Number(bits))]) {
        expect(serverNetwork(addressOf(number), lists) === undefined, addressOf(number)).toBe(isListed(number))
      }
    }
  })
})
