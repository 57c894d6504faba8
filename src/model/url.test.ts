import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { describeWithRealData } from '../../test/real-data.js'
import { limits } from './limits.js'
import { domainOf, hostOf, pageKey, parseHost, parseLooseUrl, parseUrl, type Url } from './url.js'

describe('parseUrl', () => {
  const rows: Array<[text: string, base: string | undefined, expected: string | undefined]> = [
    ['HTTP://Clinic.Example:80/A/../b?q#f', undefined, 'http://clinic.example/b?q#f'],
    ['/team', 'https://clinic.example/about/', 'https://clinic.example/team'],
    ['//journal.example/x', 'https://clinic.example/', 'https://journal.example/x'],
    [' https://clinic.example/a\tb ', undefined, 'https://clinic.example/ab'],
    ['mailto:desk@clinic.example', 'https://clinic.example/', undefined],
    ['javascript:void(0)', 'https://clinic.example/', undefined],
    ['/team', undefined, undefined],
    ['http://', undefined, undefined],
    [`https://clinic.example/${'a'.repeat(limits.urlCharsMax)}`, undefined, undefined],
  ]
  it.each(rows)('%.60s on %s', (text, base, expected) => {
    expect(parseUrl(text, base)).toBe(expected)
  })
})

describe('parseLooseUrl', () => {
  const rows: Array<[string, string | undefined]> = [
    ['clinic.example', 'https://clinic.example/'],
    ['www.clinic.example/x?y', 'https://www.clinic.example/x?y'],
    ['clinic.example:8080/x', 'https://clinic.example:8080/x'],
    ['//clinic.example/x', 'https://clinic.example/x'],
    ['  http://clinic.example ', 'http://clinic.example/'],
    ['HTTPS://CLINIC.EXAMPLE', 'https://clinic.example/'],
    ['ftp://clinic.example/', undefined],
    ['clinic', undefined],
    ['desk@clinic.example', undefined],
    ['two words.example', undefined],
    ['', undefined],
  ]
  it.each(rows)('%s', (text, expected) => {
    expect(parseLooseUrl(text)).toBe(expected)
  })
})

describe('parseHost', () => {
  const rows: Array<[string, string | undefined]> = [
    ['Clinic.example', 'clinic.example'],
    ['https://clinic.example/a', 'clinic.example'],
    ['www.clinic.example.', 'www.clinic.example'],
    ['praxis-müller.example', 'xn--praxis-mller-klb.example'],
    ['clinic', undefined],
  ]
  it.each(rows)('%s', (text, expected) => {
    expect(parseHost(text)).toBe(expected)
  })
})

describe('parseUrl', () => {
  it('leaves out a name and a password, which nobody should find in a list or report', () => {
    expect(parseUrl('https://user:pass@cred.example:8443/x?mail=a@b.example')).toBe('https://cred.example:8443/x?mail=a@b.example')
    expect(parseUrl('//user@cred.example/', 'https://base.example/')).toBe('https://cred.example/')
  })
})

describe('hostOf and domainOf', () => {
  const rows: Array<[url: string, host: string, domain: string]> = [
    ['https://www.clinic.example/', 'www.clinic.example', 'clinic.example'],
    ['https://clinic.example:8080/a:b@c', 'clinic.example', 'clinic.example'],
    ['https://user:pass@a.b.clinic.example/', 'a.b.clinic.example', 'clinic.example'],
    ['https://clinic.example./', 'clinic.example', 'clinic.example'],
    ['http://[::1]:8080/', '[::1]', '[::1]'],
    ['http://192.0.2.1/', '192.0.2.1', '192.0.2.1'],
    ['http://localhost/', 'localhost', 'localhost'],
    ['http://co.uk/', 'co.uk', 'co.uk'],
    ['https://a.practice.co.uk/?x=http://y.example/', 'a.practice.co.uk', 'practice.co.uk'],
    ['http://.com/', '.com', '.com'],
  ]
  it.each(rows)('%s', (text, host, domain) => {
    const url = parseUrl(text)!
    expect(hostOf(url)).toBe(host)
    expect(domainOf(url)).toBe(domain)
  })
})

describe('pageKey', () => {
  // Each row is one page, written in several ways.
  const same: string[][] = [
    ['https://clinic.example/a', 'http://clinic.example/a', 'https://www.clinic.example/a', 'https://clinic.example/a/', 'https://clinic.example/a//', 'https://clinic.example/a#top', 'https://clinic.example:443/a', 'https://user@clinic.example/a', 'https://CLINIC.example/a', 'https://clinic.example./a'],
    ['https://clinic.example/', 'https://clinic.example', 'https://clinic.example/?', 'https://clinic.example/index.html', 'https://clinic.example/default.aspx', 'https://clinic.example/?utm_source=mail&UTM_medium=x&gclid=1', 'https://clinic.example/#/'],
    ['https://clinic.example/a?b=1&c=2', 'https://clinic.example/a?c=2&b=1', 'https://clinic.example/a/?c=2&b=1&fbclid=x', 'https://clinic.example/a?&b=1&&c=2', 'https://clinic.example/a?b=1&c=2&replytocom=7#comment'],
    ['https://clinic.example:8080/a', 'http://clinic.example:8080/a/'],
    ['https://clinic.example/a/', 'https://clinic.example/a/index.php', 'https://clinic.example/a/index.htm'],
  ]
  it.each(same)('%s', (...texts) => {
    const keys = texts.map((text) => pageKey(parseUrl(text)!))
    expect(keys).toEqual(keys.map(() => keys[0]))
  })

  // Each row is as many pages.
  const different: string[][] = [
    ['https://clinic.example/a', 'https://clinic.example/A', 'https://clinic.example/b', 'https://blog.clinic.example/a', 'https://clinic.example:8080/a', 'https://clinic.example/a?b=1', 'https://clinic.example/a?b=2', 'https://clinic.example/a?utm=1'],
    ['https://clinic.example/index.html/x', 'https://clinic.example/x', 'https://clinic.example/my-index.html', 'https://clinic.example/'],
    ['https://clinic.example/?a=1&b=2', 'https://clinic.example/?a=2&b=1', 'https://clinic.example/?A=1&b=2'],
  ]
  it.each(different)('%s and others', (...texts) => {
    expect(new Set(texts.map((text) => pageKey(parseUrl(text)!))).size).toBe(texts.length)
  })

  it('takes linear time on many slashes', () => {
    const begin = performance.now()
    for (let run = 0; run < 100; run += 1) pageKey(parseUrl(`https://clinic.example/${'/'.repeat(8_000)}x`)!)
    expect(performance.now() - begin).toBeLessThan(1_000)
  })
})

interface UrlTest {
  input: string
  base: string | null
  href?: string
  failure?: boolean
}

describeWithRealData('conformance/whatwg-url/urltestdata.json', 'WHATWG URL', (path) => {
  const tests = (JSON.parse(readFileSync(path, 'utf8')) as Array<UrlTest | string>).filter((test): test is UrlTest => typeof test !== 'string')
  /** `about:blank` stands for "no base" in older versions of the suite. */
  const baseOf = (test: UrlTest): string | undefined => (test.base === null || test.base === 'about:blank' ? undefined : test.base)

  // Every test applies: those whose answer is a failure or another scheme must give undefined.
  it('gives the expected href for http(s), and undefined for everything else', () => {
    let hrefs = 0
    let refusals = 0
    for (const test of tests) {
      // A name and a password are left out on purpose.
      const expected = test.failure || !/^https?:/u.test(test.href!) ? undefined : test.href!.replace(/^(https?:\/\/)[^/?#]*@/u, '$1')
      expect({ ...test, got: parseUrl(test.input, baseOf(test)) }).toEqual({ ...test, got: expected })
      if (expected === undefined) refusals += 1
      else hrefs += 1
    }
    expect(hrefs).toBeGreaterThan(200)
    expect(refusals).toBeGreaterThan(200)
  })

  it('finds the host that new URL finds', () => {
    for (const test of tests) {
      const url = parseUrl(test.input, baseOf(test))
      if (url === undefined) continue
      const { hostname } = new URL(url)
      expect([url, hostOf(url)]).toEqual([url, hostname.endsWith('.') ? hostname.slice(0, -1) : hostname])
      expect(pageKey(url)).toBe(pageKeyByParser(url))
    }
  })
})

/** The key, the obvious way. */
function pageKeyByParser(url: Url): string {
  const { hostname, port, pathname, search } = new URL(url)
  const host = hostname.replace(/\.$/u, '').replace(/^www\./u, '')
  const path = pathname.replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml|cfm)$/u, '/').replace(/\/+$/u, '')
  const kept = search.slice(1).split('&').filter((pair) => pair !== '' && !/^(?:utm_|gclid|fbclid|replytocom)/u.test(pair)).sort()
  return `${host}${port ? `:${port}` : ''}${path}${kept.length ? `?${kept.join('&')}` : ''}`
}
