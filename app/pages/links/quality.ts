import { asked, queryClient, type Output, type SessionClient } from '../../parts/api.js'
import type { Explanation } from '../../parts/explain.js'
import { fineWords, shareWords } from '../../words/format.js'
import { say } from '../../words/say.js'

export type Explained = Output<'links.explain'>

/** Where the quality of one link comes from, for the Explain panel. */
export async function explainQuality({ slug, site }: Pick<SessionClient, 'slug' | 'site'>, id: string): Promise<Explanation> {
  return qualityExplanation(await queryClient.fetchQuery({ ...asked('links.explain', { target: site ?? '', link: id }, { client: slug, organisation: undefined }), staleTime: 30_000 }))
}

export function qualityExplanation({ link, quality }: Explained): Explanation {
  return {
    title: say('card.quality-title'),
    value: String(quality.score),
    sentence: [say('card.quality-sentence', { observed: shareWords(quality.coverage) }), ...(quality.weights.own ? [say('card.own-weights', { score: quality.weights.defaultScore })] : [])].join(' '),
    rows: [
      ...quality.contributions.map(({ title, raw, evidence, normalised, weight, points, assumed }) => ({ what: title, found: evidence || raw, normalised, weight, points, assumed })),
      ...quality.gates.map(({ title, factor, pointsLost, evidence }) => ({ what: say('card.gate', { title, factor: fineWords(factor) }), found: evidence, points: -pointsLost })),
    ],
    sources: link.seenBy,
    asOf: quality.asOf,
    version: quality.version,
    help: 'judgement/link-quality',
  }
}
