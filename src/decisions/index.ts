export { decideDisavow, type DisavowDecision, type DisavowInput, type WalkStep } from './disavow-decision.js'
export type { DomainReview } from './domain-review.js'
export { diffDisavow, mergeDisavow, readDisavow, writeDisavow, type DisavowDiff, type DisavowFile, type DisavowLine, type Refusal, type WrittenDisavow } from './disavow-file.js'
export { compareLink } from './domain-review.js'
