/** Every bound of the program in one place. A bound met is always reported, never silent. */
export const limits = {
  /** Bytes of one page body after decoding; the rest is cut and reported. */
  pageBytesMax: 16 * 1024 * 1024,
  /** Links taken from one page. */
  pageLinksMax: 50_000,
  /** Characters of one URL; longer ones are reported and left out. */
  urlCharsMax: 8_192,
  /** Code points of an anchor text or a context side that are kept. */
  anchorCharsMax: 512,
  contextCharsMax: 200,
  titleCharsMax: 512,
  /** Bytes of all headers of one archive record. */
  recordHeaderBytesMax: 256 * 1024,
  /** Bytes one archive record may inflate to before its rest is skipped. */
  recordBytesMax: 512 * 1024 * 1024,
  /** Problems listed for one file; further ones are counted only. */
  problemsListedMax: 1_000,
  /** Bytes of one line or row of an export. */
  rowBytesMax: 4 * 1024 * 1024,
  /** Columns of an export. */
  columnsMax: 500,
  /** Bytes a ZIP or XLSX may unpack to, and how many files it may hold. */
  unpackedBytesMax: 2 * 1024 * 1024 * 1024,
  unpackedFilesMax: 1_000,
  /** Unpacked bytes for each packed one, looked at once that many bytes came out: CSV shrinks 5 to 50 times. */
  unpackedRatioMax: 200,
  unpackedRatioFromBytes: 32 * 1024 * 1024,
  /** Characters of one spreadsheet cell, and of all texts of a workbook together. */
  cellCharsMax: 32_768,
  workbookCharsMax: 128 * 1024 * 1024,
  sheetsMax: 100,
  /** Characters of one JSON document, which is parsed as a whole; NDJSON has no such bound. */
  jsonCharsMax: 64 * 1024 * 1024,
  /** Characters of the raw row kept with a sighting; of a longer row each cell is shortened. */
  rawCharsMax: 64 * 1024,
  /** Rows and characters looked at, and held back, to settle the order of day and month and the decimal mark of a file. */
  settleRowsMax: 50_000,
  settleCharsMax: 64 * 1024 * 1024,
  /** Bytes of a JSON or XLSX part that is held in memory at once. */
  wholeFileBytesMax: 256 * 1024 * 1024,
  /** Rows of one answer of a listing. */
  listRowsMax: 1_000,
  /** Links that are corrected at one go: each correction is a row of the desk, saved with all others of its set or not at all, and held in memory whenever the site is judged. */
  correctionsAtOnceMax: 50_000,
  /** Rows a streaming operation returns where the door can't stream. */
  collectedRowsMax: 10_000,
  /** Files of one call. */
  filesMax: 100,
  /** Bytes of one upload at the HTTP door. */
  uploadBytesMax: 1024 * 1024 * 1024,
  /** Bytes of a JSON request at the HTTP and MCP doors, of one form field, and of the headers of one part of an upload. */
  requestBytesMax: 64 * 1024 * 1024,
  fieldBytesMax: 1024 * 1024,
  partHeaderBytesMax: 16 * 1024,
  /** Bytes of one request to the desk or its answer. */
  deskMessageBytesMax: 64 * 1024 * 1024,
  /** How long a transaction of the desk may say nothing before it is rolled back, and how long one statement may take on a server. */
  deskIdleMsMax: 30_000,
  deskStatementMsMax: 120_000,
  /** Bytes of a provider profile. */
  profileBytesMax: 10 * 1024 * 1024,
  /** Seeds of one file, and the highest number a vertex can have. */
  seedsMax: 1_000_000,
  vertexIdMax: 2 ** 32 - 2,
  /** Rows of one answer about a graph, neighbours of one vertex that an answer looks through, and vertices compared at once. */
  graphRowsMax: 10_000,
  graphNeighboursMax: 1_000_000,
  graphComparedMax: 11,
  /** One download: bytes of a file, files of a call, redirects followed, bytes of a list of files. */
  downloadBytesMax: 256 * 1024 * 1024 * 1024,
  downloadFilesMax: 2_000,
  downloadRedirectsMax: 5,
  downloadListBytesMax: 4 * 1024 * 1024,
  /** Tries in a row without a byte gained, and to look what there is; milliseconds without a byte, and the longest pause between tries. */
  downloadTriesMax: 8,
  downloadLookTriesMax: 4,
  downloadSilenceMsMax: 60_000,
  downloadPauseMsMax: 60_000,
  /** Registration data: bytes and rows of one file, bytes of one answer of a registry and of the list of registries; domains asked about in one go. */
  registrationFileBytesMax: 64 * 1024 * 1024,
  registrationsOfFileMax: 200_000,
  registryAnswerBytesMax: 256 * 1024,
  registryListBytesMax: 4 * 1024 * 1024,
  registryQuestionsMax: 2_000,
  /** Between two questions to one registry, longest wait that one may ask for, tries, and how long an answer may take, milliseconds. */
  registryPaceMsMin: 1_000,
  registryWaitMsMax: 300_000,
  registryTriesMax: 3,
  registryAnswerMsMax: 30_000,
  /** Disavow file, rule DIS-01. */
  disavowBytesMax: 2 * 1024 * 1024,
  disavowLinesMax: 100_000,
  disavowUrlCharsMax: 2_048,
  /** Days a sign-in lasts without being used, and characters of a password: long rather than odd. */
  sessionDaysMax: 14,
  passwordCharsMin: 10,
  passwordCharsMax: 200,
  /** Days an invitation and hours a link to set a password can be used. */
  invitationDaysMax: 14,
  passwordLinkHoursMax: 24,
  /** Requests that one person or token, and one address that did not sign in, may send at once, and how many more each second. */
  requestsAtOnceMax: 1_000,
  requestsEachSecondMax: 300,
  strangerRequestsAtOnceMax: 60,
  strangerRequestsEachSecondMax: 2,
  /** Bytes of a request of somebody who did not sign in, and seconds until all of it must be there. */
  strangerBytesMax: 64 * 1024,
  strangerSecondsMax: 10,
  /** Seconds for the head of a request, for the next part of an upload, and hours for all of it. */
  requestHeadSecondsMax: 20,
  requestIdleSecondsMax: 60,
  requestHoursMax: 12,
  /** Sign-ins that failed and get a line in the audit log, at once and in an hour. */
  failedSignInsNotedMax: 60,
  /** Sign-ins tried with one address of an account, in so many seconds. */
  signInsMax: 20,
  signInsWindowSeconds: 300,
  /** Proposals of assistants that wait for one client, and bytes of one. */
  proposalsOpenMax: 200,
  proposalBytesMax: 1024 * 1024,
  /** Characters of one line of the audit log that tell what was asked. */
  loggedCharsMax: 8_000,
  /** Vertices of a graph that is built. Those that no edge and no name bears out: some for nothing, and so many for each edge. */
  graphVerticesMax: 2_000_000_000,
  graphVerticesFreeMax: 64 * 1024 * 1024,
  graphVerticesOfEdgeMax: 64,
  /** Links of one vertex, and those that may come in any order. */
  graphLinksOfVertexMax: 128 * 1024 * 1024,
  graphUnsortedLinksMax: 4 * 1024 * 1024,
  /** Bytes of one line of a graph published as text, and of the name of a vertex. */
  graphLineBytesMax: 64 * 1024,
  vertexNameBytesMax: 1_024,
  /** What is put in order in memory when edges come with names or unsorted: vertices, bytes of their names, edges. */
  orderedVerticesMax: 20_000_000,
  orderedNameBytesMax: 1024 * 1024 * 1024,
  orderedEdgesMax: 100_000_000,
  /** BVGraph files: successors of the vertices that a list may refer to, held in memory; bytes of one list as stored; window. */
  bvgraphWindowArcsMax: 160 * 1024 * 1024,
  bvgraphListBytesMax: 128 * 1024 * 1024,
  bvgraphWindowMax: 1_024,
  /** Jobs: characters of an input and of an answer kept with one (a longer answer becomes a file), attempts after failures that may pass, beginnings broken off by an end of the program, jobs of a client that wait. */
  jobInputCharsMax: 1024 * 1024,
  jobAnswerCharsMax: 256 * 1024,
  jobAttemptsMax: 5,
  jobBrokenOffMax: 60,
  jobsWaitingMax: 1_000,
  /** Links of a site that a server judges where it is asked; those of a larger one are judged by a job. */
  judgedHereLinksMax: 20_000,
  /** How long a worker may say nothing before another takes its job, how often it tells how far it is, and how often one without work looks for some. */
  jobLeaseMs: 30_000,
  jobReportMs: 500,
  jobLookMs: 400,
  /** How long a reader may watch jobs before it has to ask again, so that a right that was taken away ends. */
  jobWatchMsMax: 300_000,
  /** Bytes of a file of a job that is handed out as text. */
  jobFileTextBytesMax: 128 * 1024 * 1024,
  /** Days for which jobs that ended are listed, and for which the files of one that failed or was stopped are kept for going on. */
  jobDaysMax: 400,
  jobFilesDaysMax: 14,
  /** Schedules of one client, and the shortest time from one run to the next. */
  schedulesMax: 100,
  schedulePauseMsMin: 300_000,
} as const
