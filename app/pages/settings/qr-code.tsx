import { encode } from 'uqr'
import { qrPath } from './qr-path.js'

/** Modules of white that readers need around the picture. */
const quietZone = 4

/**
 * A text as a QR code: an inline drawing, since the page may load pictures from nowhere. Always dark on white, whatever
 * the scheme, because many readers take no other; `label` says what it holds, and the same text stands beside it.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone })
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width={size * 4} height={size * 4} shapeRendering="crispEdges" style={{ forcedColorAdjust: 'none', background: '#fff', borderRadius: 6, maxInlineSize: '100%', blockSize: 'auto' }}>
      <path fill="#000" d={qrPath(data)} />
    </svg>
  )
}
