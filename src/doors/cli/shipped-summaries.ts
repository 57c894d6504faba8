// Printed from src/operations by `npm run docs`; do not edit.
import type { OperationSummary } from './summary.js'

/** Every operation that ships, in the order of help: read in place of the operations themselves, which take long to load. */
export const shippedSummaries: readonly OperationSummary[] = [
  { id: 'audits.run', summary: 'Audit the links of a site: from files to decisions with evidence', alias: 'audit' },
  { id: 'links.list', summary: 'List the links to a site, best first, with type, tier, quality and findings' },
  { id: 'links.referring-domains', summary: 'List the domains that link to a site, strongest first' },
  { id: 'links.anchors', summary: 'List the anchor texts that point to a site, most used first' },
  { id: 'links.history', summary: 'Show who saw links when: the history of one link, or month by month of a site' },
  { id: 'links.explain', summary: 'Explain every judgement of one link: inputs, weights, sources, dates', alias: 'explain' },
  { id: 'sightings.import', summary: 'Import link exports of other tools into the link index' },
  { id: 'sightings.extract', summary: 'Extract the links of web archives and HTML files, one JSON line each' },
  { id: 'imports.list', summary: 'List the export formats that are recognised' },
  { id: 'imports.recognise', summary: 'Say which export a file is, before importing it' },
  { id: 'archives.add', summary: 'Add the links of web archives to the link index' },
  { id: 'archives.list', summary: 'List the records of web archives' },
  { id: 'corrections.add', summary: 'Correct a judgement of a link or a referring domain, with the reason' },
  { id: 'corrections.list', summary: 'List what people corrected for a site, withdrawn corrections included' },
  { id: 'corrections.withdraw', summary: 'Withdraw a correction; it stays in the history' },
  { id: 'disavow.decide', summary: 'Decide whether anything should be disavowed; "do nothing" unless there is a cause' },
  { id: 'disavow.build', summary: 'Make a disavow file, only with a cause, a reviewer and after removal was asked for' },
  { id: 'profiles.save', summary: 'Keep the profile of the provider behind a site' },
  { id: 'profiles.show', summary: 'Show the profile kept for a site' },
  { id: 'index.info', summary: 'Say what the link index holds, by source' },
  { id: 'index.check', summary: 'Check every file of the link index against its manifest' },
  { id: 'index.compact', summary: 'Join small files of the link index into larger, sorted ones; answers stay the same' },
]
