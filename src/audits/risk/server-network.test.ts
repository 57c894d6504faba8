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
})
