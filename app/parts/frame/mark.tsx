/** The mark: citation brackets around a health cross. One colour, that of the words around it. */
export function Mark({ size = 18 }: { size?: number }) {
  return <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden fill="none" stroke="currentColor" strokeWidth="1.7"><path d="M4.6 1.9H1.9v12.2h2.7M11.4 1.9h2.7v12.2h-2.7M8 4.8v6.4M4.8 8h6.4" /></svg>
}
