import type { PastPage } from '../../model/past-page.js'
import type { Registration, Registrations } from '../../model/registration.js'
import type { AnchorAnswer, BriefLink, DomainFacts, LinkFacts, ProfileFacts, TierAnswer, TypeAnswer } from '../../model/facts.js'

/** A link with the judgements that do not depend on risk: what the risk audits of domains and profiles read. */
export type TypedLink = Pick<BriefLink, 'link' | 'type' | 'anchor' | 'tier'>

/** Facts of the risk audits that judge one link. */
export interface RiskLinkFacts extends LinkFacts {
  type: TypeAnswer
  anchor: AnchorAnswer
  tier: TierAnswer
}

/** Facts of the risk audits that judge one referring domain. */
export interface RiskDomainFacts extends DomainFacts {
  /** Links from this domain to the site. */
  links: readonly TypedLink[]
  /** Registrable domains that the site's own pages link to; null when none of its pages was read. */
  siteOutlinks: ReadonlySet<string> | null
  /** What was told of the registration of the domain, newest first; absent where nobody did. */
  registrations?: readonly Registration[] | undefined
  /** What its pages said at all times they were read, oldest first, a sample; absent where all times lie close together. */
  past?: readonly PastPage[] | undefined
}

/** Facts of the risk audits that judge the profile. */
export interface RiskProfileFacts extends Omit<ProfileFacts, 'links'> {
  links: readonly TypedLink[]
  /** Records of referring pages that were read, by URL; links find theirs by the key for "the same page". */
  pages: ReadonlyMap<string, DomainFacts['pages'][number]>
  siteOutlinks: ReadonlySet<string> | null
  /** Records of the site's own pages, where any was read (RISK-40 to RISK-45). */
  ownPages?: readonly DomainFacts['pages'][number][]
  /** What was not looked at of them, as a sentence; absent where all were. */
  ownCut?: string | undefined
  /** Records of own pages as a browser and as a search engine's robot got them, the two of a page side by side. */
  ownFaces?: readonly DomainFacts['pages'][number][]
  /** What was told of registrations, of whichever domains (RISK-03, RISK-45). */
  registrations?: Registrations
}
