import { domainToASCII } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readableHost, readableHosts } from './readable-host.js'

describe('a host is read by its letters', () => {
  it.each([
    'münster.example', 'blog.münster.example', 'straße.example', 'αθήνα.example', 'больница.example', 'клиника.рф', 'оса.ru', 'χάρη.gr', 'בריאות.example', 'صحة.example', 'موقع.وزارة', '病院.example', 'けんこう.example',
    'ヘルスケア.example', '東京クリニックa.example', 'aセンター.example', '병원.example', 'สุขภาพ.example', 'स्वास्थ्य.example', 'sağlık.example', 'kadın.tr', 'bệnhviện.example', 'zdrowie-łódź.example', 'paral·lel.example', 'sănătate.example', 'người.example',
    'ŋgai.example', 'ოჯახი.example',
  ])('%s', (name) => {
    const host = domainToASCII(name)
    expect(host).toContain('xn--')
    expect(readableHost(host)).toBe(name)
  })
})

describe('a host stays Punycode that could pass for another', () => {
  it.each([
    ['Cyrillic that reads as Latin', 'аррӏе.example'], ['Cyrillic and Latin', 'pаypal.example'], ['Greek and Latin', 'gοogle.example'], ['Greek that reads as Latin', 'ονκ.example'], ['Armenian that reads as Latin', 'օս.example'],
    ['Cyrillic and Han', '医院а.example'], ['the i without a dot', 'clınic.example'], ['a letter of phonetics', 'ɡoogle.example'], ['a slash of kana', 'clinicノlogin.example'], ['a hyphen of kana', 'myーclinic.example'],
    ['a mark upon a letter', 'b̆ank.example'], ['digits of two kinds', 'क1२.example'], ['digits of another script alone', '१२३.example'], ['a picture', '💊.example'], ['a letter that turns', 'clinicʻ.example'], ['Cherokee', 'ꮪꮯ.example'],
    ['one label of two', 'münster.аррӏе.example'], ['a dot between other letters', 'a·b.example'],
  ])('%s', (_, name) => {
    const host = domainToASCII(name)
    expect(host).toContain('xn--')
    expect(readableHost(host)).toBe(host)
  })

  it.each(['xn--0.example', 'xn--.example', 'xn--mnster-3ya-.example', 'xn--99999999999.example', 'xn--xn---epa.example', 'XN--mnster-3ya.example'])('or is none: %s', (host) => expect(readableHost(host)).toBe(host))
})

it.each([
  ['nothing to show in clinic.example', 'nothing to show in clinic.example'],
  ['a link from xn--mnster-3ya.example.', 'a link from münster.example.'],
  ['https://www.xn--mnster-3ya.example:8443/a?b=xn--mnster-3ya.example#c', 'https://www.münster.example:8443/a?b=xn--mnster-3ya.example#c'],
  ['https://a.example/xn--mnster-3ya.example', 'https://a.example/xn--mnster-3ya.example'],
  ['//xn--mnster-3ya.example/', '//münster.example/'],
  ['domain:xn--mnster-3ya.example', 'domain:xn--mnster-3ya.example'],
  ['domain:xn--mnster-3ya.example (münster.example)', 'domain:xn--mnster-3ya.example (münster.example)'],
  ['+ https://xn--mnster-3ya.example/a (münster.example)', '+ https://xn--mnster-3ya.example/a (münster.example)'],
  ['münster.example (xn--mnster-3ya.example) is kept', 'münster.example (xn--mnster-3ya.example) is kept'],
  ['(xn--mnster-3ya.example)', '(münster.example)'],
  ['office@xn--mnster-3ya.example', 'office@xn--mnster-3ya.example'],
  ['cut off at xn--mnster-3y…', 'cut off at xn--mnster-3y…'],
  ['xn--80ak6aa92e.example and xn--mnster-3ya.example', 'xn--80ak6aa92e.example and münster.example'],
])('in a text: %s', (text, shown) => expect(readableHosts(text)).toBe(shown))

it('a long text of dots and dashes takes no long time', () => {
  const began = performance.now()
  readableHosts(`${'a.'.repeat(50_000)}xn-${'-xn--a.'.repeat(20_000)}`)
  expect(performance.now() - began).toBeLessThan(2_000)
})
