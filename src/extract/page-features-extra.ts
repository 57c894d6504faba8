import type { PageExtra } from '../model/page-extra.js'

/** What is known of a page before it is read. */
export function emptyPageExtra(): PageExtra {
  return {
    mainStart: '', mainEnd: '', shortLines: [], bylines: [], authorBio: '', siteLinkTexts: [], breadcrumb: [], commentCount: 0, commentList: false,
    recordCount: 0, externalLinks: [], mainExternalLinkCount: 0, commentLinks: [], places: [], organisations: [], points: [], footerLines: [], specialties: [], sameAs: [], ownerDomains: [], frameRuns: [], ratingCount: 0, trackingIds: [], serverAddress: null, citationMeta: false, urlInputCount: 0,
    mapCount: 0, imageCount: 0, contactLinkCount: 0, textCompression: null, wordVariety: null, startCompression: null, textRuns: '', accessibleForFree: null,
  }
}
