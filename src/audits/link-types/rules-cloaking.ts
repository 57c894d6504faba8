import type { LinkReading } from './reading.js'
import type { Signals } from './signal.js'

/** LT-20: a page that differs for the robot of a search engine and a browser, in the link and in more than the link. */
export function cloakingRules({ facts: { robotsOnly } }: LinkReading, signals: Signals): void {
  if (robotsOnly === undefined || robotsOnly === null) return
  signals.add('LT-20', 'spam', 'defining', 'F-VIS', 'the page as a robot and as a browser got it', `${robotsOnly.sign}: ${robotsOnly.quote}`)
}
