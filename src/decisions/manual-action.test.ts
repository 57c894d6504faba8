import { expect, it } from 'vitest'
import { readNotice, type NoticeKind } from './manual-action.js'

it.each<[string, NoticeKind]>([
  ['Unnatural links to your site', 'links-to-site'],
  ['Unnatural links to your site—impacts links. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to pages on this site. Some links may be outside of the webmaster’s control, so for this incident we are taking targeted action on the unnatural links.', 'links-to-site'],
  ['Google has applied a manual spam action to clinic.example. Some pages may be affected by the manual action. It concerns links to the site that violate the guidelines.', 'links-to-site'],
  ['Manuelle Maßnahme: Unnatürliche Links zu Ihrer Website', 'links-to-site'],
  ['Unnatural links from your site: your outbound links', 'links-from-site'],
  ['Manual action: thin content with little or no added value', 'other-action'],
  ['Manuelle Maßnahme: minderwertige Inhalte', 'other-action'],
  ['No issues detected', 'no-action'],
  ['There is no manual action for unnatural links in our Search Console', 'no-action'],
  ['Keine Maßnahmen', 'no-action'],
  ['Manual spam action revoked: we no longer see unnatural links to clinic.example', 'no-action'],
  ['We found 471 toxic, unnatural links. They could lead to a manual action.', 'warning'],
  ['To avoid a Google penalty, remove these artificial links now', 'warning'],
  // A notice speaks of the end of the action as of something to come.
  ['Unnatural links to your site. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to pages on this site. Remove them, then request a review to have the manual action removed.', 'links-to-site'],
  ['Unnatural links to your site. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to pages on this site. Once the manual action was lifted you will get a message.', 'links-to-site'],
  ['Unnatural links to your site. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to pages on this site. Before requesting a review of the manual action, remove these links.', 'links-to-site'],
  ['Unnatural links to your site. Google has detected a pattern of unnatural artificial, deceptive, or manipulative links pointing to pages on this site. As a result your pages may rank lower because of this manual action.', 'links-to-site'],
  ['On 3 May 2026 a manual action was applied for unnatural links to your site.', 'links-to-site'],
  ['Unnatural links to your site. Manual action applied. What happens after a manual action has been revoked?', 'links-to-site'],
  // Of two messages the later one tells.
  ['Message 1: Manual spam action revoked (2024). Message 2, 2026: Unnatural links to your site – manual action applied', 'links-to-site'],
  ['Unnatural links to your site: a manual action was applied in 2024. The manual action was revoked in 2025.', 'no-action'],
  ['The manual action applied in March for unnatural links to your site has been revoked.', 'no-action'],
  ['Based on your request we have revoked the manual action for unnatural links to your site.', 'no-action'],
  ['No manual action has been applied for unnatural links to your site.', 'no-action'],
  ['We had the manual action removed in 2024', 'no-action'],
  ['We have no manual action for unnatural links to our site', 'no-action'],
  ['When we looked, the manual action for links was gone: manual action revoked', 'no-action'],
  // Agencies write in the words of notices.
  ['Our audit: Google has detected unnatural links to clinics like yours. Toxic links pointing to your site could lead to a manual action. Buy our clean-up.', 'warning'],
  ['We found unnatural links to your site. They may result in a Google penalty. Order now.', 'warning'],
  ['Google has detected a pattern of unnatural links pointing to your site. This could lead to a manual action.', 'warning'],
  ['Unnatural links to your site! Clean up before a manual action has been applied.', 'warning'],
  ['Unnatural links to your site can get a manual action applied.', 'warning'],
  ['x', 'unrecognised'],
  ['please clean my profile', 'unrecognised'],
])('%s: %s', (text, kind) => expect(readNotice(text)).toBe(kind))

it.each(['manual action ', 'may have the manual action ', 'could before if ', 'has detected a pattern of ', 'manual action applied '])('a long text of "%s" is read at once', (words) => {
  const began = performance.now()
  readNotice(words.repeat(20_000 / words.length))
  expect(performance.now() - began).toBeLessThan(1_000)
})
