import { describe, expect, it } from 'vitest'
import { exampleTypedLink, type ExampleLink } from '../audits/risk/example-facts.js'
import type { JudgedLink } from '../model/facts.js'
import { compareWithOthers, noise, otherToolsSay, type OurView } from './other-tools.js'

function judged(from: ExampleLink): JudgedLink {
  return {
    ...exampleTypedLink(from),
    risk: { risk: 0, agency: 'third-party', action: 'none', signals: [] },
    quality: { score: 15, unrounded: 15, beforeRisk: 15, band: 'weak', coverage: 0.5, confidence: 'low', contributions: [], gates: [], weights: { version: 1, own: false, defaultScore: 15 }, version: '1', asOf: '2026-11-20' },
    findings: [], corrected: [],
  }
}
const compare = (vendor: JudgedLink['link']['vendor'], link: ExampleLink = {}, view: Partial<OurView> = {}) => {
  const links = [judged({ ...link, vendor })]
  return compareWithOthers({ otherTools: otherToolsSay(links), rules: [], protectedBecause: null, ...view }, { type: links[0]!.type.type, isQualified: links[0]!.link.rel.length > 0, isNoise: noise.has(links[0]!.type.type) })
}

describe('what columns of other tools say', () => {
  it.each([
    [{ 'semrush.toxicityScore': 78 }, ['Semrush gives it 78 of 100']],
    [{ 'semrush.toxicityScore': 30 }, []],
    [{ 'semrush.toxicityScore': '61' }, ['Semrush gives it 61 of 100']],
    [{ 'moz.spamScore': '44%' }, ['Moz gives it a spam score of 44 %']],
    [{ 'moz.spamScore': '4%' }, []],
    [{ 'ahrefs.isSpam': true }, ['Ahrefs marks it as spam']],
    [{ 'ahrefs.isSpam': false, 'ahrefs.domainRating': 1 }, []],
    [{ 'dataforseo.spamScore': 50 }, ['DataForSEO gives it a spam score of 50']],
    [{ 'semrush.toxicMarkers': 'Web directory; Low domain authority' }, ['Semrush names the markers: Web directory, Low domain authority']],
    [{ 'majestic.sourceTrustFlow': 2 }, []],
  ] as Array<[NonNullable<JudgedLink['link']['vendor']>, string[]]>)('%o', (vendor, said) => expect(otherToolsSay([judged({ vendor })])).toEqual(said))
})

describe('because … and because', () => {
  it.each([
    ['none marks it', { 'semrush.toxicityScore': 10 }, {}, {}, null],
    ['kept', { 'semrush.toxicityScore': 70 }, {}, { protectedBecause: 'x.example is tier 1, health authority.' }, /We do not, because x\.example is tier 1, health authority \(DIS-01\)\.$/u],
    ['qualified', { 'ahrefs.isSpam': true }, { rel: ['nofollow'] }, {}, /\(DIS-04\)\.$/u],
    ['copy', { 'moz.spamScore': 60 }, { type: 'LT-16' }, {}, /\(DIS-05\)\.$/u],
    ['ordinary', { 'semrush.toxicityScore': 70 }, { type: 'LT-10' }, {}, /of the kind “forum[^”]*”, and none of our risk rules finds anything on it \(RISK-00\); a score of another tool is no reason \(DIS-03\)\.$/u],
    ['a marker of ours', { 'semrush.toxicMarkers': 'Web directory' }, { type: 'LT-10' }, {}, /We asked the same by RISK-20 \(a listing\) and found nothing to act on\.$/u],
    ['a marker that is no sign', { 'semrush.toxicMarkers': 'Low domain authority' }, { type: 'LT-10' }, {}, /are no sign of anything \(DIS-03\)\.$/u],
    ['seen too, and kept', { 'semrush.toxicityScore': 90 }, {}, { rules: ['RISK-06'], protectedBecause: 'A link from x.example is classified as editorial (LT-01); links of this kind are kept.' }, /We see signs too \(RISK-06\), listed with their evidence; the domain is kept off any file, because a link from x\.example .+ are kept \(DIS-01\)\.$/u],
    ['seen too, and qualified', { 'semrush.toxicityScore': 90 }, { rel: ['nofollow'] }, { rules: ['RISK-06'] }, /We see signs too \(RISK-06\).+\(DIS-04\)\.$/u],
    ['seen too', { 'semrush.toxicityScore': 90 }, {}, { rules: ['RISK-06', 'RISK-26'] }, /We see signs too \(RISK-06, RISK-26\).+\(DIS-02\)\.$/u],
  ] as Array<[string, JudgedLink['link']['vendor'], ExampleLink, Partial<OurView>, RegExp | null]>)('%s', (_, vendor, link, view, words) => {
    const said = compare(vendor, link, view)
    if (words === null) expect(said).toBeNull()
    else expect(said).toMatch(words)
  })

  it('speaks plainly', () => {
    for (const view of [{}, { rules: ['RISK-06'] }, { protectedBecause: 'It is a directory.' }]) expect(compare({ 'semrush.toxicityScore': 90, 'ahrefs.isSpam': true }, {}, view)).not.toMatch(/toxic|danger|penalt|harm/iu)
  })
})
