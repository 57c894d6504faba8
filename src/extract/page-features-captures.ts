import { bioClass, breadcrumbClass, bylineClass, dateClass, labelClass } from './page-features-marks.js'
import type { Region } from './page-features-regions.js'
import { bareType } from './page-features-structured.js'
import type { Capture } from './page-features-text.js'

const namedProperty = /^(?:author|creator|datepublished|datecreated|datemodified|streetaddress|addresslocality|addressregion|postalcode|addresscountry|telephone)$/u
/** An offer of posts is a sentence of its own: "Write for us – guest posts from 50 €, casino and loans welcome". */
export const siteLinkCharsMax = 160

/** Whether the text of an element is to be kept, as what, and how much of it; null for most. */
export function captureWanted(name: string, attributes: Record<string, string>, marks: string, region: Region): Pick<Capture, 'kind' | 'cue' | 'charsMax'> | null {
  const property = (attributes['itemprop'] ?? attributes['property'])?.toLowerCase()
  if (property && attributes['content'] === undefined) {
    const id = bareType(property)
    if (namedProperty.test(id)) return { kind: 'itemprop', cue: id, charsMax: 300 }
  }
  if (breadcrumbClass.test(marks)) return { kind: 'breadcrumb', cue: '', charsMax: 400 }
  if (name === 'a' && /(?:^|\s)author(?:\s|$)/iu.test(attributes['rel'] ?? '')) return { kind: 'rel-author', cue: '', charsMax: 200 }
  if (name === 'a' && (region === 'nav' || region === 'header' || region === 'footer')) return { kind: 'link', cue: '', charsMax: siteLinkCharsMax }
  if (name === 'time') return { kind: 'time', cue: '', charsMax: 100 }
  if (marks === '' || region === 'comment') return null
  if (bioClass.test(marks)) return { kind: 'bio', cue: marks, charsMax: 700 }
  if (bylineClass.test(marks)) return { kind: 'byline', cue: marks, charsMax: 300 }
  if (labelClass.test(marks)) return { kind: 'label', cue: marks, charsMax: 80 }
  return dateClass.test(marks) ? { kind: 'date', cue: marks, charsMax: 160 } : null
}
