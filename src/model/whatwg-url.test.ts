import { expect, it } from 'vitest'
import { hostAndDomain } from './host-and-domain.js'
import { parseUrl } from './url.js'

it('reads Latin-1 hosts the same at the first call and after the code is compiled', () => {
  // URL.canParse of Node 20 fails here from some thousand calls on.
  const url = 'https://fz\u00fc.example/'
  for (let call = 0; call < 20_000; call += 1) {
    if (parseUrl(url) !== new URL(url).href) expect.fail(`call ${call}`)
    if (hostAndDomain(url)?.domain !== new URL(url).hostname) expect.fail(`call ${call}`)
  }
})
