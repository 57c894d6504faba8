/** A run of bytes inside the tree, in tree order. */
export const runKinds = {
  /** Text in which character references mean something. */
  text: 0,
  /** Text taken as it stands (xmp, plaintext, CDATA). */
  raw: 1,
  /** An image: `runStart` is the `<` of its tag. */
  image: 2,
  /** Text in foreign content, title or textarea, where a NUL is shown and not dropped. */
  foreign: 3,
} as const

/**
 * What one pass over a page finds, as offsets into its bytes: elements, text and links, nothing decoded yet.
 *
 * Rows are typed arrays so that a page costs no allocation. The arrays belong to the scanner and are filled again by
 * the next scan: read what is wanted before scanning the next page.
 */
export interface PageScan {
  bytes: Uint8Array
  /** Elements in order of opening. A tag number of tags.ts; the offset of `<`, -1 for an implied one; the parent row or -1. */
  nodeCount: number
  nodeTag: Int32Array
  nodeStart: Int32Array
  nodeParent: Int32Array
  /** Text and images in tree order. Text a person can't see (script, style, iframe) is left out. */
  runCount: number
  runStart: Int32Array
  runEnd: Int32Array
  runNode: Int32Array
  runKind: Uint8Array
  /** `a` and `area` elements with an href, and SVG `a` elements with href or xlink:href, in tree order. */
  linkCount: number
  linkNode: Int32Array
  /** Rows of the runs inside the link: from `linkRunFrom` up to but without `linkRunTo`. */
  linkRunFrom: Int32Array
  linkRunTo: Int32Array
  /** Ranges of the values of href and rel; a rel at -1 where there is none, an href at -1 where the tag must be read for both. */
  linkHref: Int32Array
  linkHrefEnd: Int32Array
  linkRel: Int32Array
  linkRelEnd: Int32Array
  /** Offsets of `<` of tags that speak of the page as a whole. */
  base: number
  html: number
  metas: readonly number[]
  linkTags: readonly number[]
  /** Text range of the first title, or -1. */
  titleStart: number
  titleEnd: number
  /** Offset of the first `<html`, and of `</html>`: links outside them were put there by something else. */
  htmlEnd: number
  /** True if nesting or size met a bound, so that the tree is only near to what a browser builds. */
  bounded: boolean
}

/**
 * Bounds of the tree. Pages past them are hostile or broken: an element past the depth (which browsers also set at 512) is
 * taken as closed at once, an old formatting element past the list's length is forgotten, and reading ends where too
 * many elements lay too deep or the rows are used up. The page is then reported.
 */
export const treeBounds = { depthMax: 512, formattingMax: 256, tooDeepMax: 10_000, nodesMax: 4_000_000 } as const

/** Rows of elements a page of `length` bytes may have. Cloned formatting elements can exceed the tags written. */
export function nodesMaxOf(length: number): number {
  return Math.min(treeBounds.nodesMax, (length >> 1) + 50_000)
}
