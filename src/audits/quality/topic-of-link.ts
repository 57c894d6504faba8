import type { BriefLink } from '../../model/facts.js'
import type { Lists } from '../../model/lists.js'
import { specialtiesOf } from '../specialty/specialty-match.js'

/** What a link is about, for shares of value (LQ-20): one specialty, or where none is named what else is known of its page. */
export type LinkTopic = string

const healthInGeneral = 'health in general'
const ofTheArea = 'your area'
const notTold = 'not told'

/** Tiers of bodies, hospitals and practices: pages there are of health, whatever their words. */
const healthTierMax = 4

/**
 * The specialty that title and words around a link name most, else that of the address it leads to. One topic a link, so
 * that the shares of all topics are the whole.
 */
export function topicOfLink({ link, type, tier }: Pick<BriefLink, 'link' | 'type' | 'tier'>, lists: Lists): LinkTopic {
  const context = [link.context?.before, link.anchorText, link.context?.after].filter(Boolean).join(' ')
  const [named] = specialtiesOf({ title: link.title ?? '', context }, lists)
  const specialty = named ?? specialtiesOf({ path: pathOf(link.target) }, lists)[0]
  if (specialty !== undefined) return specialty.replaceAll('-', ' ')
  if ((tier.tier <= healthTierMax && tier.kind !== 'university') || type.flags.includes('health-host')) return healthInGeneral
  return type.type === 'LT-04' || type.flags.includes('local') ? ofTheArea : notTold
}

function pathOf(target: string | null): string {
  if (target === null) return ''
  const at = target.indexOf('/', target.indexOf('//') + 2)
  return at === -1 ? '' : target.slice(at)
}
