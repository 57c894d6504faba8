import './bar.css'

/** A share as a bar from zero. Beside it always stands the figure; `unknownShare` is hatched. */
export function Bar({ share, unknownShare = 0, color = 'var(--cw-accent)', label }: { share: number; unknownShare?: number; color?: string; label?: string }) {
  const width = (part: number) => `${Math.min(100, Math.max(0, part * 100))}%`
  return (
    <span className="bar" role={label === undefined ? undefined : 'img'} aria-label={label} aria-hidden={label === undefined} style={{ display: 'flex', blockSize: 8, borderRadius: 4, overflow: 'hidden', background: 'var(--cw-sunken)', inlineSize: '100%' }}>
      <span style={{ inlineSize: width(share), background: color }} />
      {unknownShare > 0 && <span className="hatched" style={{ inlineSize: width(unknownShare) }} />}
    </span>
  )
}
