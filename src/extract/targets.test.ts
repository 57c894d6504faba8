import { describe, expect, it } from 'vitest'
import type { Url } from '../model/url.js'
import { TargetResolver } from './targets.js'

const bases = ['https://www.journal.example/a/b.html?x#y', 'http://user@10.0.0.1:8080/', 'https://localhost/x', `https://long.example/${'p'.repeat(900)}`] as Url[]
const written = [
  '', '#', '#top:x', '?a=//b', '/', '/x', '//clinic.example/x', '/\\clinic.example', '/\t/clinic.example', '\\\\clinic.example', 'x', 'x/y:z', './x', '../../x', 'a:b', 'x y', ' x', '\thttp://clinic.example/', ':x', '1:x', '-:x',
  'http://clinic.example', 'HTTP://clinic.example', 'http:/x', 'https:x', 'http:x', 'https:/x', 'https://', 'http://?', 'http://[', 'http://[::1]/', 'http://clinic.example:99999/', 'http://clinic.example:80', 'https://a@clinic.example/',
  'http://www.clinic.co.uk/x', 'http://1.2.3.4/', 'http://0x10/', 'http://clinic.example./', 'https://cl\u00efnic.example/', 'http://cli\tnic.example/', 'http://a b/', 'http://clinic.example\\x', 'mailto:a@b.example', 'javascript:void(0)', 'tel:+1',
  'data:text/html,x', 'x'.repeat(2_000), `/${'\u00e9'.repeat(700)}`, `/${'\u00e9'.repeat(2_000)}`, `http://clinic.example/${'\u00e9'.repeat(1_200)}`, 'x\\y', '/x:y', 'x?y:z', 'ftp://clinic.example/', 'wss://clinic.example', 'x\n:y', '\u0000x',
]

describe('the place of a target', () => {
  for (const base of bases) {
    it(`is that of the resolved address, on ${base.slice(0, 40)}`, () => {
      const quick = new TargetResolver(base)
      const slow = new TargetResolver(base)
      for (const href of written) {
        const place = quick.place(href)
        const target = slow.resolve(href)
        expect(typeof place === 'string' ? place : [place.host, place.domain], JSON.stringify(href.slice(0, 60))).toEqual(typeof target === 'string' ? target : [target.host, target.domain])
      }
    })
  }
})
