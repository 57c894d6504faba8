import type { Audit } from '../model/judgement.js'
import badNeighbourhood from './link/bad-neighbourhood.js'
import foreignAnchor from './link/foreign-anchor.js'
import foreignLanguageMismatch from './link/foreign-language-mismatch.js'
import generatedText from './link/generated-text.js'
import cloakedLink from './link/cloaked-link.js'
import injectedLink from './link/injected-link.js'
import linkFarmPage from './link/link-farm-page.js'
import lowQualityDirectory from './link/low-quality-directory.js'
import parkedPage from './link/parked-page.js'
import patientPrivacyExposure from './link/patient-privacy-exposure.js'
import requiredLink from './link/required-link.js'
import pressReleaseKeywordAnchor from './link/press-release-keyword-anchor.js'
import redirectTrick from './link/redirect-trick.js'
import riskyHostPattern from './link/risky-host-pattern.js'
import siteReputationAbuse from './link/site-reputation-abuse.js'
import sitewideKeywordLink from './link/sitewide-keyword-link.js'
import undisclosedPaidLink from './link/undisclosed-paid-link.js'
import unsafeHealthClaim from './link/unsafe-health-claim.js'
import vanityAward from './link/vanity-award.js'
import massPublishedSite from './domain/mass-published-site.js'
import injectedPages from './domain/injected-pages.js'
import wildcardSubdomains from './domain/wildcard-subdomains.js'
import repurposedDomain from './domain/repurposed-domain.js'
import doorwayPages from './domain/doorway-pages.js'
import linkChurn from './domain/link-churn.js'
import linkFarmTopology from './domain/link-farm-topology.js'
import linkSellingHost from './domain/link-selling-host.js'
import lookalikeDomain from './domain/lookalike-domain.js'
import reciprocalExchange from './domain/reciprocal-exchange.js'
import anchorOverOptimisation from './profile/anchor-over-optimisation.js'
import bulkGuestPosts from './profile/bulk-guest-posts.js'
import clonedSite from './profile/cloned-site.js'
import cloakedOwnPage from './profile/cloaked-own-page.js'
import commentBlast from './profile/comment-blast.js'
import denseLinkCore from './profile/dense-link-core.js'
import hostileLinkBurst from './profile/hostile-link-burst.js'
import bulkDirectories from './profile/bulk-directories.js'
import foreignLanguageCluster from './profile/foreign-language-cluster.js'
import keywordWidget from './profile/keyword-widget.js'
import linkVelocitySpike from './profile/link-velocity-spike.js'
import privateNetwork from './profile/private-network.js'
import reciprocalLinks from './profile/reciprocal-links.js'
import scholarshipLinks from './profile/scholarship-links.js'
import sharedPassages from './profile/shared-passages.js'
import hackedOwnPage from './profile/hacked-own-page.js'
import lapsedOwnDomain from './profile/lapsed-own-domain.js'
import openRedirect from './profile/open-redirect.js'
import ownDoorwayPages from './profile/own-doorway-pages.js'
import rentedSection from './profile/rented-section.js'
import sitewideKeywordCluster from './profile/sitewide-keyword-cluster.js'
import unmoderatedComments from './profile/unmoderated-comments.js'
import unqualifiedOutgoingLink from './profile/unqualified-outgoing-link.js'
import type { RiskDomainFacts, RiskLinkFacts, RiskProfileFacts } from './risk/facts.js'

/** Audits of one link, in order of rule. */
export const linkAudits: ReadonlyArray<Audit<RiskLinkFacts>> = [
  undisclosedPaidLink,
  linkFarmPage,
  injectedLink,
  cloakedLink,
  badNeighbourhood,
  riskyHostPattern,
  sitewideKeywordLink,
  foreignLanguageMismatch,
  foreignAnchor,
  generatedText,
  redirectTrick,
  siteReputationAbuse,
  lowQualityDirectory,
  pressReleaseKeywordAnchor,
  requiredLink,
  vanityAward,
  unsafeHealthClaim,
  parkedPage,
  patientPrivacyExposure,
]

/** Audits of one referring domain. */
export const domainAudits: ReadonlyArray<Audit<RiskDomainFacts>> = [
  linkSellingHost,
  injectedPages,
  wildcardSubdomains,
  repurposedDomain,
  reciprocalExchange,
  massPublishedSite,
  doorwayPages,
  linkChurn,
  linkFarmTopology,
  lookalikeDomain,
]

/** Audits of the profile as a whole. */
export const profileAudits: ReadonlyArray<Audit<RiskProfileFacts>> = [
  privateNetwork,
  sitewideKeywordCluster,
  keywordWidget,
  commentBlast,
  anchorOverOptimisation,
  reciprocalLinks,
  linkVelocitySpike,
  foreignLanguageCluster,
  sharedPassages,
  bulkDirectories,
  bulkGuestPosts,
  scholarshipLinks,
  denseLinkCore,
  hostileLinkBurst,
  ownDoorwayPages,
  hackedOwnPage,
  cloakedOwnPage,
  unqualifiedOutgoingLink,
  openRedirect,
  unmoderatedComments,
  rentedSection,
  lapsedOwnDomain,
  clonedSite,
]
