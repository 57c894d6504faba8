import type { LinkFacts, TypeAnswer } from '../../model/facts.js'
import type { Example } from '../../model/judgement.js'
import type { LinkTypeId } from '../../model/link-types.js'
import { sketchedFacts, type LinkSketch } from './example-facts.js'

type Row = readonly [title: string, type: LinkTypeId, sketch: LinkSketch]

/** Prose in the main content of an article that was read. */
const prose: Pick<LinkSketch, 'area' | 'cues'> = { area: 'main', cues: ['prose'] }

const casinos = (count: number) => Array.from({ length: count }, (_, at) => ({ domain: `c${at + 1}.example`, text: 'best casino', followed: true }))

const rows: readonly Row[] = [
  ['a writer cites a guide in mid-paragraph', 'LT-01', { page: 'https://heartwatch-magazine.example/2026/02/winter-and-blood-pressure', ...prose, anchor: 'home monitoring steps', target: 'https://oakdental.example/guides/pressure', features: { structuredTypes: ['Article'], authors: ['Eve Ledger'], mainExternalDomains: ['a.example', 'oakdental.example'] } }],
  ['an article under the name of one of the clinicians', 'LT-02', { page: 'https://nursingnotes.example/guest/managing-migraine-at-work', area: 'main', cues: ['author-box'], features: { structuredTypes: ['Article'], authors: ['Dr Anika Rao'] } }],
  ['a German guest article, from the URL alone', 'LT-02', { page: 'https://gesundleben.example/gastbeitrag-schlafapnoe' }],
  ['a record with address and phone on a directory', 'LT-03', { page: 'https://findadentist.example/clinics/ohio/oak-street', anchor: 'Website', area: 'main', features: { structuredTypes: ['Dentist', 'PostalAddress'], phoneCount: 1, addressCount: 1, mainWordCount: 80 } }],
  ['the newspaper of the service area', 'LT-04', { page: 'https://riverton-gazette.example/news/free-screening-day', title: 'Free screening day in Riverton, Ohio' }],
  ['a chamber of commerce lists its members', 'LT-04', { page: 'https://rivertonchamber.example/members/oak-street-dental' }],
  ['a hospital lists affiliated practices', 'LT-05', { page: 'https://stelma-hospital.example/affiliates/harbor-physio' }],
  ['a list of links for readers', 'LT-06', { page: 'https://county-aging.example/resources/falls', title: 'Useful links', area: 'main', cues: ['list'], features: { mainExternalDomains: Array.from({ length: 25 }, (_, at) => `d${at}.example`) } }],
  ['a logo among the sponsors of a run', 'LT-07', { page: 'https://riverton-10k.example/sponsors', title: 'Our sponsors', cues: ['sponsors', 'logo-grid'], image: 'https://riverton-10k.example/logo.png', area: 'main', features: {} }],
  ['a release on a wire', 'LT-08', { page: 'https://wire-daily.example/press-release/2026/0412', ...prose, extra: { mainStart: 'RIVERTON, Ohio, Feb. 3, 2026 /PRNewswire/ -- Oak Street Dental opens a second office.' } }],
  ['a self-made profile', 'LT-09', { page: 'https://conf-people.example/u/dr-okafor', anchor: 'Website', rel: ['nofollow', 'me'] }],
  ['a post in a forum', 'LT-10', { page: 'https://kneeclub.example/t/acl-rehab/4412', area: 'comment', features: { structuredTypes: ['DiscussionForumPosting'], generator: 'Discourse 3.2' } }],
  ['a comment under a blog post', 'LT-11', { page: 'https://runblog.example/shin-splints', area: 'comment', rel: ['ugc', 'nofollow'], features: { generator: 'WordPress 6.5' } }],
  ['a page of patient reviews', 'LT-12', { page: 'https://patients-say.example/reviews/oak-street', anchor: 'Website', area: 'main', features: { structuredTypes: ['LocalBusiness', 'AggregateRating', 'UserReview'], phoneCount: 1, addressCount: 1 }, extra: { ratingCount: 30 } }],
  ['a post on a social network', 'LT-13', { page: 'https://social.example/@oakdental/991' }],
  ['the credit of a web designer, on every page', 'LT-14', { page: 'https://bakery.example/', before: 'Website by', area: 'footer', host: { sameLinkPageCount: 44, pagesRead: 50 }, features: {} }],
  ['the credit below an infographic', 'LT-15', { page: 'https://sleepwell.example/apnea', before: 'Source:', area: 'main', cues: ['caption', 'figure'], image: 'https://oakdental.example/apnea.png', features: {} }],
  ['a copy whose canonical is elsewhere', 'LT-16', { page: 'https://newsclone-77.example/?p=551', canonical: 'https://riverton-gazette.example/news/free-screening-day', ...prose, features: {} }],
  ['an old domain redirects to the new one', 'LT-17', { page: 'https://oldname-clinic.example/', element: 'redirect' }],
  ['labelled and qualified advertising', 'LT-18', { page: 'https://metro-life.example/sponsored/5-smile-tips', ...prose, rel: ['sponsored'], features: { labels: [{ cue: 'badge', text: 'Sponsored', place: 'before-headline' }], structuredTypes: ['Article'] } }],
  ['a treatment with a place among casinos, in a short text by nobody on a numbered host', 'LT-19', { page: 'https://greenvalley-2009.example/best-whitening-tips', ...prose, anchor: 'dental implants Riverton', extra: { externalLinks: casinos(3) }, features: { mainWordCount: 120 } }],
  ['two casinos that somebody put on a signed page', 'LT-01', { page: 'https://oakville-diary.example/why-we-changed-our-dentist', ...prose, extra: { externalLinks: casinos(2) }, features: { structuredTypes: ['BlogPosting'], authors: ['Eve Ledger'] } }],
  ['a hidden list of drug links', 'LT-20', { page: 'https://stmary-parish.example/news', cues: ['hidden'], area: 'footer', extra: { externalLinks: [{ domain: 'p.example', text: 'cheap viagra', followed: true }] }, features: {} }],
  ['a ministry programme page', 'LT-21', { page: 'https://health-ministry.example/programmes/oral-health' }],
  ['an article of a wiki', 'LT-22', { page: 'https://townpedia.example/wiki/Riverton', cues: ['reference-list'], area: 'main', features: { generator: 'MediaWiki 1.41' } }],
  ['a paper cites a report', 'LT-23', { page: 'https://journal.example/doi/10.1234/abc', cues: ['reference-list'], area: 'main', features: {}, extra: { citationMeta: true } }],
  ['the notes of a podcast', 'LT-24', { page: 'https://castbase.example/podcast/episode-12', features: { structuredTypes: ['PodcastEpisode'] } }],
  ['a vacancy', 'LT-25', { page: 'https://nursework.example/jobs/rn-riverton', features: { structuredTypes: ['JobPosting'] } }],
  ['a voucher', 'LT-26', { page: 'https://bargainfit.example/coupons/whitening', target: 'https://oakdental.example/?aff=123' }],
  ['the doctor’s own site', 'LT-27', { page: 'https://dr-rao.example/about' }],
  ['a page about the value of the domain', 'LT-28', { page: 'https://sitevalue.example/oakdental.example', title: 'oakdental.example' }],
  ['an archived copy', 'LT-29', { page: 'https://archive.example/web/20240101/https://oakdental.example/' }],
  ['a newsletter', 'LT-30', { page: 'https://cardioletter.example/newsletter/12', target: 'https://oakdental.example/?utm_medium=email' }],
  ['a banner', 'LT-31', { page: 'https://metro-life.example/', cues: ['ad'], target: 'https://oakdental.example/?utm_medium=cpc', features: {} }],
  ['nothing to go by', 'LT-99', { page: 'https://qzx.example/' }],
]

/** One example and more for every type; the examples test runs them, and the docs print them. */
export const linkTypeExamples: ReadonlyArray<Example<LinkFacts, Partial<TypeAnswer>>> = rows.map(([title, type, sketch]) => ({ title, facts: sketchedFacts(sketch), expect: { type } }))
