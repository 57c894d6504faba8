import type { LinkFacts } from '../../model/facts.js'
import type { LinkReading } from './reading.js'
import { isFramed } from './rules-target.js'
import type { Signals } from './signal.js'

/** What is shown of a provider beside its name: who lists or thanks it shows that too, and embeds nothing. */
const emblem = /(?:^|[^a-z])(?:logos?|badge|seal|icon|favicon|avatar|banner|portrait|headshot|award)(?:[^a-z]|$)/iu
/** Places in which the picture of a provider stands for the provider. */
const emblemCues = ['logo-grid', 'sponsors', 'ad', 'share', 'blogroll', 'author-box', 'byline']
/** An infographic is tall, or wide enough to be read; photographs in the entries of directories are neither. */
const tallMin = 1.4
const wideMin = 600

/** LT-15: the picture that is the link is one of the site's own. */
export function embedRules(reading: LinkReading, signals: Signals): void {
  const { link, picture, samePage } = reading.facts
  if (picture === undefined || picture.own === null || link.image === null || link.element !== 'a') return
  if (isFramed(reading) || emblemCues.some((cue) => link.cues.includes(cue)) || [link.image, picture.own].some((url) => emblem.test(fileOf(url)))) return
  const found = `${picture.bits === null ? 'the same bytes as' : `looks like (${picture.bits} of 64 bits differ)`} ${picture.own}`
  // The picture in a story that also cites the site is part of the story (4.3).
  const isPartOfStory = (samePage?.proseCount ?? 0) > (link.cues.includes('prose') ? 1 : 0)
  const isToBeRead = picture.height >= tallMin * picture.width || picture.width >= wideMin
  signals.add('LT-15', 'graph', isPartOfStory ? 'moderate' : isToBeRead ? 'defining' : 'strong', 'F-VIS', 'the picture that is the link', found)
}

/** What could not be told of a linked picture; null where it was compared, or there is none. */
export function embedUnknown({ link, picture }: LinkFacts): string | null {
  if (link.image === null || link.element !== 'a') return null
  if (picture === undefined) return 'F-VIS: the picture that is the link is in no archive that was read, or only in one that was read before pictures were kept, so it was not compared with those of the site'
  return picture.own === null && picture.byBytesAlone ? 'F-VIS: the picture that is the link was compared with those of the site by its bytes alone; a copy in another size would not be known' : null
}

function fileOf(url: string): string {
  const bare = url.split(/[?#]/u, 1)[0]!
  return bare.slice(bare.lastIndexOf('/') + 1)
}
