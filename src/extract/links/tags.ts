/**
 * Element names the tree rules of the HTML Standard know, as small numbers, and what each rule says of them.
 *
 * The fast scan works on the numbers, the reference on the names; both read the same table, so that a rule of the
 * standard ("these close an open p") is written down once. Foreign elements add `svgBit` or `mathBit`.
 */
const spec = {
  formatting: 'a b big code em font i nobr s small strike strong tt u',
  special:
    'address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp',
  closesP:
    'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup main menu nav ol p search section summary ul',
  endsBlock:
    'address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer header hgroup listing main menu nav ol pre search section summary ul',
  impliedEnd: 'dd dt li optgroup option p rb rp rt rtc',
  impliedEndThorough: 'caption colgroup dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr',
  scope: 'applet caption html marquee object table td template th',
  void: 'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr',
  heading: 'h1 h2 h3 h4 h5 h6',
  tablePart: 'caption col colgroup tbody td tfoot th thead tr',
  fosters: 'table tbody tfoot thead tr',
  exitsForeign:
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
  rawText: 'iframe noembed noframes style xmp',
  unseen: 'script style iframe noembed noframes',
  other:
    'abbr acronym annotation-xml bdi bdo canvas cite data datalist del desc dfn dialog foreignobject image ins kbd label legend map mark math meter mglyph mi mn mo ms mtext malignmark option optgroup output picture progress q rb rp rt rtc ruby samp slot span sub sup svg time var video audio selectedcontent',
} as const

export type TagSet = Exclude<keyof typeof spec, 'other'>

const nameSet = new Set<string>()
for (const names of Object.values(spec)) for (const name of names.split(' ')) nameSet.add(name)

/** Name of each tag number; 0 is no tag. */
export const tagNames: readonly string[] = ['', ...[...nameSet].sort()]
const numbers = new Map(tagNames.map((name, index) => [name, index]))

/** Number of a known name, or 0. */
export function tagNumber(name: string): number {
  return numbers.get(name) ?? 0
}

export const svgBit = 1 << 14
export const mathBit = 1 << 15
/** Numbers from here on are names the standard gives no rule for; each scan hands them out anew. */
export const unknownTagBase = 512

const setNames = (Object.keys(spec) as Array<keyof typeof spec>).filter((name): name is TagSet => name !== 'other')

/** One bit for each set of the table. */
export const tagBits = Object.fromEntries(setNames.map((name, index) => [name, 1 << index])) as Record<TagSet, number>

/** Bits of the sets each HTML tag number is in. */
export const tagSets = new Int32Array(unknownTagBase)
for (const name of setNames) for (const member of spec[name].split(' ')) tagSets[tagNumber(member)]! |= tagBits[name]

/** True if the HTML element `name` is in `set`. Foreign elements are written `svg a`, `math mi` and are in none. */
export function isIn(set: TagSet, name: string): boolean {
  return (tagSets[numbers.get(name) ?? 0]! & tagBits[set]) !== 0
}
