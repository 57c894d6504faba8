import type { FileInput } from '../model/file-input.js'
import type { ImportDeclaration, ImportReport } from '../model/import.js'
import ahrefsAnchors from './ahrefs-anchors.js'
import ahrefsApi from './ahrefs-api.js'
import ahrefsBacklinks from './ahrefs-backlinks.js'
import ahrefsBrokenBacklinks from './ahrefs-broken-backlinks.js'
import ahrefsLegacyBacklinks from './ahrefs-legacy-backlinks.js'
import ahrefsLinkIntersect from './ahrefs-link-intersect.js'
import ahrefsOrganicKeywords from './ahrefs-organic-keywords.js'
import ahrefsReferringDomains from './ahrefs-referring-domains.js'
import bingAiQueries from './bing-ai-queries.js'
import bingAnchors from './bing-anchors.js'
import bingBacklinks from './bing-backlinks.js'
import bingReferringDomains from './bing-referring-domains.js'
import buzzstreamLinkPartners from './buzzstream-link-partners.js'
import buzzstreamPeople from './buzzstream-people.js'
import citewellLinks from './citewell-links.js'
import commonCrawlRanks from './common-crawl-ranks.js'
import dataforseoBacklinks from './dataforseo-backlinks.js'
import disavowFile from './disavow-file.js'
import linkodyLinks from './linkody-links.js'
import majesticApi from './majestic-api.js'
import majesticBacklinks from './majestic-backlinks.js'
import majesticMillion from './majestic-million.js'
import mozInboundLinks from './moz-inbound-links.js'
import mozLegacyInboundLinks from './moz-legacy-inbound-links.js'
import mozTopPages from './moz-top-pages.js'
import ndjsonSightings from './ndjson-sightings.js'
import npiRegistry from './npi-registry.js'
import plainList from './plain-list.js'
import screamingFrogAllInlinks from './screaming-frog-all-inlinks.js'
import screamingFrogInternalAll from './screaming-frog-internal-all.js'
import seRankingBacklinks from './se-ranking-backlinks.js'
import searchConsoleInternalLinkingPages from './search-console-internal-linking-pages.js'
import searchConsoleInternalTargetPages from './search-console-internal-target-pages.js'
import searchConsoleLatestLinks from './search-console-latest-links.js'
import searchConsolePerformance from './search-console-performance.js'
import searchConsoleSampleLinks from './search-console-sample-links.js'
import searchConsoleTopLinkingSites from './search-console-top-linking-sites.js'
import searchConsoleTopLinkingText from './search-console-top-linking-text.js'
import searchConsoleTopTargetPages from './search-console-top-target-pages.js'
import semrushBacklinkAudit from './semrush-backlink-audit.js'
import semrushBacklinks from './semrush-backlinks.js'
import semrushDomainComparison from './semrush-domain-comparison.js'
import semrushLegacyBacklinks from './semrush-legacy-backlinks.js'
import semrushOutgoingDomains from './semrush-outgoing-domains.js'
import semrushPages from './semrush-pages.js'
import semrushReferringDomains from './semrush-referring-domains.js'
import { importerOf, type ImportOptions } from './import-file.js'

export type { ImportOptions } from './import-file.js'

/**
 * Every kind of export known. The order settles only what headers leave open: kinds known by their cells are asked from
 * top to bottom, so the plain list, which fits nearly anything, comes last.
 */
export const importKinds: readonly ImportDeclaration[] = [
  ahrefsBacklinks,
  ahrefsBrokenBacklinks,
  ahrefsLegacyBacklinks,
  ahrefsReferringDomains,
  ahrefsLinkIntersect,
  ahrefsApi,
  majesticBacklinks,
  majesticApi,
  semrushBacklinks,
  semrushLegacyBacklinks,
  semrushBacklinkAudit,
  semrushReferringDomains,
  mozInboundLinks,
  mozLegacyInboundLinks,
  searchConsoleLatestLinks,
  searchConsoleSampleLinks,
  searchConsoleTopLinkingSites,
  bingBacklinks,
  bingReferringDomains,
  seRankingBacklinks,
  linkodyLinks,
  dataforseoBacklinks,
  screamingFrogAllInlinks,
  ndjsonSightings,
  disavowFile,
  searchConsoleTopTargetPages,
  searchConsoleInternalTargetPages,
  searchConsoleInternalLinkingPages,
  searchConsoleTopLinkingText,
  searchConsolePerformance,
  screamingFrogInternalAll,
  semrushOutgoingDomains,
  semrushPages,
  semrushDomainComparison,
  mozTopPages,
  ahrefsAnchors,
  ahrefsOrganicKeywords,
  bingAnchors,
  bingAiQueries,
  majesticMillion,
  commonCrawlRanks,
  buzzstreamPeople,
  npiRegistry,
  citewellLinks,
  buzzstreamLinkPartners,
  plainList,
]

const importOne = importerOf(importKinds)

/** What a file is, table by table, without reading its rows. */
export function recogniseExport(file: FileInput, options: Pick<ImportOptions, 'as' | 'target' | 'importedAt' | 'signal'>): Promise<ImportReport[]> {
  return importOne(file, { ...options, onlyRecognise: true, onSighting: () => undefined })
}

/**
 * Reads one file of links, whatever tool it comes from: CSV, TSV, XLSX, JSON or NDJSON, also inside ZIP or gzip. Gives
 * one report for each table: a file, a member of a ZIP, a sheet. Text of any size is read in pieces with flat memory.
 *
 * Never throws on what the file holds: a file that is no list of links comes back with `refusal`, a row that can't be
 * read is counted and told. It throws for an unknown id in `as`, a `target` that is none, and a stop by `signal`.
 */
export function importFile(file: FileInput, options: Omit<ImportOptions, 'onlyRecognise'>): Promise<ImportReport[]> {
  return importOne(file, options)
}
