import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { getDomain } from 'tldts'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { isPublicSuffix, registrableDomain, registrableDomainByLabels } from './domain.js'
import { hostAndDomain } from './host-and-domain.js'
import { limits } from './limits.js'
import { icannSuffixes, privateSuffixes } from './public-suffixes.js'
import { domainOf, hostOf, parseUrl } from './url.js'

const rows: Array<[url: string, host: string | undefined, domain?: string]> = [
  ['https://www.clinic.example/a?b', 'www.clinic.example', 'clinic.example'],
  ['http://Blog.Clinic.EXAMPLE', 'blog.clinic.example', 'clinic.example'],
  ['https://clinic.example:8080/', 'clinic.example', 'clinic.example'],
  ['https://clinic.example:99999/', undefined],
  ['https://clinic.example:80x/', undefined],
  ['https://clinic.example?x', 'clinic.example', 'clinic.example'],
  ['https://clinic.example#x', 'clinic.example', 'clinic.example'],
  ['https://clinic.example\\x', 'clinic.example', 'clinic.example'],
  ['https://user:pass@www.clinic.example/', 'www.clinic.example', 'clinic.example'],
  ['https://a.practice.co.uk/', 'a.practice.co.uk', 'practice.co.uk'],
  ['https://clinic.github.io/', 'clinic.github.io', 'clinic.github.io'],
  ['https://x.clinic.github.io/', 'x.clinic.github.io', 'clinic.github.io'],
  ['https://x.city.kobe.jp/', 'x.city.kobe.jp', 'city.kobe.jp'],
  ['https://a.b.c.kobe.jp/', 'a.b.c.kobe.jp', 'b.c.kobe.jp'],
  ['https://co.uk/', 'co.uk', 'co.uk'],
  ['http://192.0.2.1/', '192.0.2.1', '192.0.2.1'],
  ['http://0300.0.2.1/', '192.0.2.1', '192.0.2.1'],
  ['http://0xc0000201/', '192.0.2.1', '192.0.2.1'],
  ['http://0xff', '0.0.0.255', '0.0.0.255'],
  ['http://[2001:db8::1]:80/', '[2001:db8::1]', '[2001:db8::1]'],
  ['http://localhost:3000/', 'localhost', 'localhost'],
  ['https://clinic.example./', 'clinic.example', 'clinic.example'],
  ['https://praxis-müller.example/', 'xn--praxis-mller-klb.example', 'xn--praxis-mller-klb.example'],
  ['https://xn--a.example/', undefined],
  ['https://XN--A.example/', undefined],
  ['https://a_b.clinic.example/', 'a_b.clinic.example', 'clinic.example'],
  ['HTTPS://clinic.example/', 'clinic.example', 'clinic.example'],
  ['https:clinic.example', 'clinic.example', 'clinic.example'],
  ['https:///clinic.example', 'clinic.example', 'clinic.example'],
  ['  https://clinic.example', 'clinic.example', 'clinic.example'],
  ['https://cli\tnic.example', 'clinic.example', 'clinic.example'],
  ['https://cli%6Eic.example', 'clinic.example', 'clinic.example'],
  ['https://', undefined],
  ['http://?x', undefined],
  ['/a', undefined],
  ['mailto:desk@clinic.example', undefined],
  [`https://clinic.example/${'a'.repeat(limits.urlCharsMax)}`, undefined],
]

describe('hostAndDomain', () => {
  it.each(rows)('%.60s', (url, host, domain) => {
    // Again and again: a host that comes twice is remembered.
    for (let time = 0; time < 4; time += 1) expect(hostAndDomain(url)).toEqual(host === undefined ? undefined : { host, domain })
  })

  it('does not let a remembered host pass a bad port', () => {
    for (let time = 0; time < 4; time += 1) expect(hostAndDomain('https://port.example/')).toBeDefined()
    expect(hostAndDomain('https://port.example:1x/')).toBeUndefined()
    expect(hostAndDomain('https://port.example@other.example/')?.host).toBe('other.example')
    expect(hostAndDomain('https://port.example?a/')?.host).toBe('port.example')
    expect(hostAndDomain('https://port.example\\x/')?.host).toBe('port.example')
  })
})

describe('the table and the labels agree', () => {
  const rules = `${icannSuffixes} ${privateSuffixes}`.split(' ')
  it('on each rule, and with labels before it', () => {
    const unequal: string[] = []
    for (const rule of rules) {
      const name = rule.replace(/^(?:!|\*\.)/u, '')
      for (const host of [name, `clinic.${name}`, `a.clinic.${name}`, `a.b.clinic.${name}`, `x${name}`, `x.x${name}`, `.${name}`, `a..${name}`, name.slice(name.indexOf('.') + 1)]) {
        if (registrableDomain(host) !== registrableDomainByLabels(host)) unequal.push(host)
      }
    }
    expect(unequal).toEqual([])
  })

  it('on odd hosts', () => {
    for (const host of ['', '.', '..', 'a', 'a.', '.a', 'a..b', 'a.b..c', 'a..b.c', '1.2.3.4', '1.2.3', '[::1]', '1.com', 'com', '.com', 'a.com.', 'a..x.kawasaki.jp', 'b..ck', 'www.ck', '.www.ck', 'a.www.ck']) {
      expect([host, isPublicSuffix(host) ? undefined : registrableDomain(host)]).toEqual([host, isPublicSuffix(host) ? undefined : /^[\d.]+$/u.test(host) ? undefined : registrableDomainByLabels(host)])
    }
  })
})

describeWithRealData('html/article-benchmark', 'hosts of real links', (folder) => {
  it('equal those of the WHATWG parser, and their domains those of tldts', () => {
    const urls = new Set<string>()
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.gz')) continue
      const page = gunzipSync(readFileSync(join(folder, name))).toString('utf8')
      for (const match of page.matchAll(/(?:href|src)\s*=\s*["']?(https?:[^"'\s<>]{1,2000})/giu)) urls.add(match[1]!)
    }
    expect(urls.size).toBeGreaterThan(8_000)
    const unequal: string[] = []
    for (const text of urls) {
      const url = parseUrl(text)
      const found = hostAndDomain(text)
      if (found?.host !== (url && hostOf(url)) || found?.domain !== (url && domainOf(url))) unequal.push(text)
      if (!found) continue
      // tldts has no domain for an IP address, a public suffix or a single label; with us the host stands for it. It
      // also refuses hosts that browsers accept, such as `a..b` and one that ends with a hyphen, and takes a URL's host
      // as written, where ours is in Punycode; so it is asked about our host.
      if (found.domain !== (getDomain(found.host, { allowPrivateDomains: true }) ?? found.host)) unequal.push(text)
    }
    expect(unequal).toEqual([])
  })
})
