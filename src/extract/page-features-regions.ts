import { asideClass, commentClass, footerClass, navClass } from './page-features-marks.js'

/** Rough regions of a page, by landmark elements and class names; the areas of single links are the scanner's, which sees more. */
export type Region = 'main' | 'header' | 'nav' | 'aside' | 'footer' | 'comment'

export const blockTags = new Set(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main menu nav ol option p pre section summary table tbody td tfoot th thead title tr ul br head'.split(' '),
)
export const voidTags = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
export const silentTags = new Set(['script', 'style', 'noscript', 'template', 'svg', 'select', 'textarea', 'iframe', 'object', 'title', 'head'])
export const recordTags = new Set(['div', 'li', 'article', 'section', 'tr', 'dl'])
export const depthMax = 2_000

/** The region an element opens, inside `inherited`; `stack` is what is open around it. */
export function regionOf(name: string, role: string | undefined, marks: string, inherited: Region, stack: ReadonlyArray<{ name: string }>): Region {
  if (inherited === 'comment' || inherited === 'footer' || inherited === 'nav') return inherited
  if (name === 'nav' || role === 'navigation') return 'nav'
  if (name === 'footer' || role === 'contentinfo') return stack.some((frame) => frame.name === 'article') ? inherited : 'footer'
  if (name === 'aside' || role === 'complementary') return 'aside'
  if (name === 'header' || role === 'banner') return stack.some((frame) => frame.name === 'article' || frame.name === 'main') ? inherited : 'header'
  if (name === 'main' || name === 'article' || role === 'main') return 'main'
  if (marks === '' || name === 'body' || name === 'html') return inherited
  if (name === 'div' || name === 'section' || name === 'ol' || name === 'ul') {
    if (commentClass.test(marks)) return 'comment'
    if (footerClass.test(marks) && !marks.includes('entry-') && !marks.includes('post-')) return 'footer'
    if (navClass.test(marks)) return 'nav'
    if (asideClass.test(marks)) return 'aside'
  }
  return inherited
}
