/**
 * Invented links of one busy clinic, the same on every run: referring domains by a power law, pages, anchors, titles and
 * targets that repeat as they do, several sources, dates over eight years, some links lost.
 */
export const target = 'busy-clinic.example'

/** The same sequence on every run. */
function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const paths = ['blog/post', 'news/2026', 'members/clinic', 'directory/cardiology', 'forum/thread', 'guest/heart', 'resources', 'events/day', 'press-release/item', 'u/profile', 'category/health/page', 'wiki/heart']
const anchors = ['Busy Clinic', target, 'website', 'click here', 'blood pressure guide', 'best cardiologist Riverton', 'read more', '', 'Dr. A. Rao', 'echocardiogram Riverton', 'this study', 'heart clinic']
const titles = ['Heart health news', 'Member directory', 'Useful links', 'Free screening day', 'Guest post by Dr Rao', 'Forum thread', 'Sponsored: five tips', null]
const words = 'heart blood pressure clinic patients week doctors measure walk winter advice rhythm study reader city team morning care nurse food salt sleep exercise test result family room question answer street garden'.split(' ')
const names = 'river oak health daily north town green medic care family city local press sport garden school music travel home light'.split(' ')
const endings = ['example', 'example', 'example', 'com.example', 'org.example', 'edu.example']
const sources = ['ahrefs-backlinks', 'ahrefs-backlinks', 'semrush-backlinks', 'majestic-backlinks', 'search-console-latest-links']
const areas = [null, null, 'main', 'main', 'footer', 'nav', 'aside', 'comment']
const day = 86_400_000
const start = Date.UTC(2018, 0, 1)

const iso = (ms) => new Date(ms).toISOString()

export function domainName(number) {
  return `${names[number % names.length]}-${names[Math.floor(number / 20) % names.length]}-${number}.${endings[number % endings.length]}`
}

/** Sightings of `links` links from `domains` domains; of this share of links there is a sighting by a second source. */
export function* madeSightings(links, domains, seenTwiceShare = 0.1) {
  const next = random(7)
  const pick = (list) => list[Math.floor(next() * list.length)]
  for (let at = 0; at < links; at += 1) {
    // Each domain once, then few domains with many: the cube of a random share is a steep power law.
    const number = at < domains ? at : Math.floor(next() ** 3 * domains)
    const domain = domainName(number)
    const anchorText = next() < 0.7 ? pick(anchors) : `${pick(words)} ${pick(words)} ${pick(words)}`
    const title = next() < 0.5 ? pick(titles) : `${pick(words)} ${pick(words)} ${pick(words)} | ${domain}`
    const firstMs = start + Math.floor(next() * 3_100) * day
    const seenMs = Math.min(Date.UTC(2026, 9, 1), firstMs + Math.floor(next() * 900) * day)
    const isLost = next() < 0.12
    const sighting = {
      referringPage: `https://${number % 3 === 0 ? 'www.' : ''}${domain}/${pick(paths)}/${at}`, referringDomain: domain, target: `https://${target}/${next() < 0.1 ? '' : `guide-${Math.floor(next() ** 2 * 3_000)}`}`, targetDomain: target,
      anchorText, rel: next() < 0.3 ? ['nofollow'] : next() < 0.05 ? ['ugc', 'nofollow'] : [], area: pick(areas), context: null, image: null, element: 'a', position: null, title, language: 'en', status: 200, robots: [],
      seenBy: pick(sources), seenAt: iso(seenMs), firstSeenAt: iso(firstMs), lostAt: isLost ? iso(seenMs) : null, lostReason: isLost ? 'link-removed' : null, cues: [], fallbackText: null, vendor: null, raw: null,
    }
    yield sighting
    if (next() < seenTwiceShare) yield { ...sighting, seenBy: 'semrush-backlinks', seenAt: iso(seenMs + day) }
  }
}

const header = ['Referring page title', 'Referring page URL', 'Language', 'Referring page HTTP code', 'Domain rating', 'UR', 'Domain traffic', 'Target URL', 'Left context', 'Anchor', 'Right context', 'Type', 'Content', 'Nofollow', 'UGC', 'Sponsored', 'Rendered', 'First seen', 'Last seen', 'Lost']

/** The same links as a CSV export of another tool, in pieces of text. */
export function* madeExport(links, domains) {
  const cell = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  const time = (text) => text.slice(0, 19).replace('T', ' ')
  let lines = [header.join(',')]
  let at = 0
  for (const { referringPage, target: to, anchorText, title, rel, area, firstSeenAt, seenAt, lostAt } of madeSightings(links, domains, 0)) {
    at += 1
    const context = at % 3 === 0 ? ['We were sent there and found', 'to be of help at home'] : ['', '']
    lines.push([title ?? '', referringPage, 'en', '200', String(at % 90), String(at % 60), String((at * 37) % 50_000), to, context[0], anchorText, context[1], 'text', String(area === 'main'), String(rel.includes('nofollow')), String(rel.includes('ugc')), 'false', 'false', time(firstSeenAt), time(seenAt), lostAt === null ? '' : time(lostAt)].map(cell).join(','))
    if (lines.length === 5_000) {
      yield `${lines.join('\n')}\n`
      lines = []
    }
  }
  yield `${lines.join('\n')}\n`
}
