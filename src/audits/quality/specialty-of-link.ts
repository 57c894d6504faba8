import type { LinkFacts, SiteFacts } from '../../model/facts.js'
import { pageKey, parseUrl } from '../../model/url.js'
import { extraOf } from '../risk/page-extra.js'
import { matchSpecialties, specialtiesOf, type SpecialtyMatch, type SpecialtyTexts } from '../specialty/specialty-match.js'

const targets = new WeakMap<SiteFacts, Map<string, SpecialtyTexts | null>>()

/** Whether the linking page speaks of the specialty of the target; null where the target names none. */
export function specialtyOfLink({ link, page, site, lists }: LinkFacts): SpecialtyMatch | null {
  let known = targets.get(site)
  if (known === undefined) targets.set(site, (known = new Map()))
  const key = link.target ?? ''
  let target = known.get(key)
  if (target === undefined) {
    const texts = targetTexts(link.target, site)
    target = specialtiesOf(texts, lists).length === 0 ? null : texts
    known.set(key, target)
  }
  return target === null ? null : matchSpecialties(linkingTexts(link, page), target, lists)
}

function linkingTexts(link: LinkFacts['link'], page: LinkFacts['page']): SpecialtyTexts {
  const context = [link.context?.before, link.anchorText, link.context?.after].filter(Boolean).join(' ')
  return { title: link.title ?? page?.title ?? '', headings: page?.features?.headings ?? [], declared: page === null ? [] : extraOf(page).specialties, context }
}

function targetTexts(target: string | null, site: SiteFacts): SpecialtyTexts {
  const url = target === null ? undefined : parseUrl(target)
  const read = url === undefined ? undefined : site.targetPages.get(pageKey(url))
  // A home page is about what the provider does.
  const path = url === undefined ? '' : new URL(url).pathname
  return { title: read?.title ?? '', headings: read?.headings ?? [], path, declared: path === '/' || path === '' ? site.profile.specialties : [] }
}
