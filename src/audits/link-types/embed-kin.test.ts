import { describe, expect, it } from 'vitest'
import type { PictureKin } from '../../model/facts.js'
import linkType from '../link/link-type.js'
import { embedKin } from './embed-kin.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'
import type { SeenPicture } from '../../model/picture.js'

function seen(url: string, sha256: string, look: string | null = null, isLinked = true): SeenPicture {
  return { url, domain: new URL(url).hostname, isLinked, picture: { sha256, bytes: 1_000, width: 400, height: 900, look } }
}
const own = 'https://clinic.example/steps.png'

it('knows a picture again by its bytes, or by how it looks', () => {
  const kin = embedKin([
    seen(own, 'aa', 'ffff0000ffff0000'), seen('https://clinic.example/other.png', 'bb', 'ff00ff00ff00ff00', false),
    seen('https://blog.example/copy.png', 'aa'), seen('https://blog.example/small.png', 'cc', 'ffff0000ffff00ff'), seen('https://blog.example/unlike.png', 'dd', 'ffff0000ffff01ff'), seen('https://blog.example/photo.jpg', 'ee'),
  ], 'clinic.example')
  expect(Object.fromEntries([...kin].map(([url, { own: same, bits }]) => [url, [same, bits]]))).toEqual({
    [own]: [own, null], 'https://blog.example/copy.png': [own, null], 'https://blog.example/small.png': [own, 8], 'https://blog.example/unlike.png': [null, null], 'https://blog.example/photo.jpg': [null, null],
  })
})

it('tells of pictures that are links alone: of those of the site there may be any number', () => {
  const kin = embedKin([...Array.from({ length: 1_000 }, (_, at) => seen(`https://clinic.example/${at}.jpg`, `own-${at}`, null, false)), seen('https://blog.example/copy.jpg', 'own-7')], 'clinic.example')
  expect([...kin].map(([url, { own: same }]) => [url, same])).toEqual([['https://blog.example/copy.jpg', 'https://clinic.example/7.jpg']])
})

it('takes the most alike', () => {
  expect(embedKin([seen(own, 'aa', '00000000000000ff'), seen('https://clinic.example/two.png', 'bb', '000000000000000f'), seen('https://blog.example/x.png', 'cc', '000000000000001f')], 'clinic.example').get('https://blog.example/x.png')).toMatchObject({ own: 'https://clinic.example/two.png', bits: 1 })
})

describe('a link that is a picture', () => {
  const page = { page: 'https://sleepwell.example/apnea-help', image: 'https://sleepwell.example/img/apnea-steps.png', area: 'main', anchor: '', features: {}, extra: {} } as const
  const same: PictureKin = { own: 'https://oakdental.example/apnea-steps.png', bits: null, byBytesAlone: false, width: 400, height: 900 }
  const judge = (sketch: Partial<LinkSketch>) => linkType.judge(sketchedFacts({ ...page, ...sketch }))

  it('of the site itself is an embed, and the evidence says which', () => {
    const answer = judge({ picture: { ...same, bits: 3 } })
    expect(answer).toMatchObject({ type: 'LT-15' })
    expect(answer.evidence.map(({ found }) => found)).toContain('looks like (3 of 64 bits differ) https://oakdental.example/apnea-steps.png')
    expect(answer.unknowns.join(' ')).not.toMatch(/no archive/u)
  })

  it.each<[string, Partial<LinkSketch>]>([
    ['another picture', { picture: { ...same, own: null } }],
    ['the logo of the provider', { picture: { ...same, own: 'https://oakdental.example/oak-logo.png' } }],
    ['among sponsors', { picture: same, cues: ['sponsors', 'logo-grid'] }],
    ['in the footer', { picture: same, area: 'footer' }],
    ['in an advertising slot', { picture: same, cues: ['ad'] }],
  ])('is none by this: %s', (_, sketch) => {
    expect(judge(sketch).evidence.filter(({ looked }) => looked === 'the picture that is the link')).toEqual([])
  })

  it('weighs little in a story that cites the site beside it (4.3)', () => {
    expect(judge({ picture: same, samePage: { linkCount: 3, proseCount: 2 }, cues: ['prose'] }).type).not.toBe('LT-15')
  })

  it('says where no archive has it, and where only bytes were compared', () => {
    expect(judge({ picture: { ...same, own: null, byBytesAlone: true } }).unknowns.join(' ')).toMatch(/by its bytes alone/u)
    expect(judge({ picture: { ...same, own: null } }).unknowns.join(' ')).not.toMatch(/bytes alone|no archive/u)
    expect(judge({}).unknowns.join(' ')).toMatch(/in no archive that was read, or only in one that was read before pictures were kept/u)
    expect(linkType.judge(sketchedFacts({ page: 'https://sleepwell.example/apnea-help', anchor: 'Oak Street Dental' })).unknowns.join(' ')).not.toMatch(/no archive/u)
  })
})
