import { recent, type Recent } from '../../lib/recent.js'
import type { LinkFacts, SiteFacts } from '../../model/facts.js'
import { pageKey, parseUrl } from '../../model/url.js'
import { extraOf } from '../risk/page-extra.js'
import { matchSpecialties, specialtiesOf, type SpecialtyMatch, type SpecialtyTexts } from '../specialty/specialty-match.js'
import { withoutNames } from './text-subject.js'

/** Of a site; a hostile list can tell a million addresses of one. */
const targetsMax = 10_000
const targets = new WeakMap<SiteFacts, Recent<SpecialtyTexts | null>>()

/**
 * Whether the linking page speaks of the specialty of the target; null where the target names none. `context` is what
 * stands around the link, and in it, without the provider's names: "Oak Dental" does not make a page one of dentistry.
 */
export function specialtyOfLink({ link, page, site, lists }: LinkFacts, context: string): SpecialtyMatch | null {
  let known = targets.get(site)
  if (known === undefined) targets.set(site, (known = recent(targetsMax)))
  const key = link.target ?? ''
  let target = known.get(key)
  if (target === undefined) {
    const texts = targetTexts(link.target, site)
    target = specialtiesOf(texts, lists).length === 0 ? null : texts
    known.set(key, target)
  }
  return target === null ? null : matchSpecialties({ title: withoutNames(link.title ?? page?.title ?? '', site), headings: page?.features?.headings ?? [], declared: page === null ? [] : extraOf(page).specialties, context }, target, lists)
}

/** What a target says of itself. */
export function targetTexts(target: string | null, site: SiteFacts): SpecialtyTexts {
  const url = target === null ? undefined : parseUrl(target)
  const read = url === undefined ? undefined : site.targetPages.get(pageKey(url))
  // A home page is about what the provider does.
  const path = url === undefined ? '' : new URL(url).pathname
  return { title: read?.title ?? '', headings: read?.headings ?? [], path, declared: path === '/' || path === '' ? site.profile.specialties : [] }
}
