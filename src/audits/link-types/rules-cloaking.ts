import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'

/** LT-20: a page that differs for the robot of a search engine and a browser, in the link and in more than the link. */
export function cloakingRules({ facts: { robotsOnly } }: LinkReading, signals: Signals): void {
  if (robotsOnly === undefined || robotsOnly === null) return
  const found = `${robotsOnly.sign}: ${robotsOnly.quote}`
  const looked = 'the page as a robot and as a browser got it'
  if (robotsOnly.isPlain) return signals.add('LT-20', 'spam', 'defining', 'F-VIS', looked, found)
  // Counts alone differ for innocent reasons too: what else is known of the link may outweigh them.
  signals.add('LT-20', 'spam', 'decisive', 'F-VIS', looked, found)
  signals.add('LT-20', 'graph', 'strong', 'F-VIS', 'links of the page', found)
  // Nobody keeps his own sites, or what he recommends, from his visitors.
  for (const type of ['LT-01', 'LT-27'] as const) signals.add(type, 'against', 'contra', 'F-VIS', looked, found)
}
