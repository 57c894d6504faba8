import type { AnchorAnswer } from '../../model/facts.js'

/**
 * True if the anchor is a commercial phrase (AK-EXACT or AK-COMPOUND at grade 2 or 3, AN-11); of an image its alt text
 * counts. A brand made of such words and a quoted title never count.
 */
export function isMoneyAnchor(anchor: AnchorAnswer): boolean {
  const kind = anchor.kind === 'AK-IMG' && anchor.altKind !== null ? anchor.altKind : anchor.kind
  return anchor.grade >= 2 && (kind === 'AK-EXACT' || kind === 'AK-COMPOUND') && !anchor.flags.includes('brand-equals-money') && !anchor.flags.includes('title-quote')
}
