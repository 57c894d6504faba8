import { expect, it } from 'vitest'
import { emptyPageExtra } from '../../extract/page-features-extra.js'
import { archiveReading, PageFeaturesSchema, PageRecordSchema } from '../../model/page.js'
import { PictureSchema } from '../../model/picture.js'
import { SightingSchema } from '../../model/sighting.js'

const keysOf = (shape: object) => Object.keys(shape).sort().join(' ')

/**
 * Who keeps something new of a page raises `archiveReading`, so that archives read before are known to lack it; then the
 * number and the key are put in here.
 */
it('what is kept of an archive is what its version stands for', () => {
  expect({
    version: archiveReading,
    page: keysOf(PageRecordSchema.shape), features: keysOf(PageFeaturesSchema.shape), extra: keysOf(emptyPageExtra()), picture: keysOf(PictureSchema.shape), sighting: keysOf(SightingSchema.shape),
  }).toMatchInlineSnapshot(`
    {
      "extra": "accessibleForFree authorBio breadcrumb bylines citationMeta commentCount commentLinks commentList contactLinkCount externalLinks footerLines frameRuns imageCount mainEnd mainExternalLinkCount mainStart mapCount organisations ownerDomains places points ratingCount recordCount sameAs serverAddress shortLines siteLinkTexts specialties startCompression textCompression textRuns trackingIds urlInputCount wordVariety",
      "features": "addressCount authors extra generator headings labels mainExternalDomains mainWordCount membership modifiedAt ogSiteName ogType phoneCount publishedAt structuredTypes textSimHash",
      "page": "askedAs canonical domain externalDomainCount externalLinkCount features language linkCount picture readFor redirectTo robots seenAt seenBy siteName status subjects title url",
      "picture": "bytes height look sha256 width",
      "sighting": "anchorText area context cues element fallbackText firstSeenAt image language lostAt lostReason position raw referringDomain referringPage rel robots seenAt seenBy status target targetDomain title vendor",
      "version": 2,
    }
  `)
})
