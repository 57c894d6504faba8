/** Links that one row of a finding of the whole profile names at most: only what is named carries the finding, so there is room for all but the largest. */
export const namedLinksMax = 5_000

/** Ids of the links that a row names. */
export function namedLinks(links: ReadonlyArray<{ link: { id: string } }>): string[] {
  return links.slice(0, namedLinksMax).map(({ link }) => link.id)
}
