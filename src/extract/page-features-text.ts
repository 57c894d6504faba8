import type { Region } from './page-features-regions.js'

/** An open element, with what it passes on to those inside. */
export interface Frame {
  name: string
  region: Region
  silent: boolean
  capture: Capture | null
  /** Children of one shape so far, made only when a child has a class. */
  shapes: Map<string, number> | null
}

/** Text being collected from an element whose meaning its name or class tells. */
export interface Capture {
  kind: 'label' | 'byline' | 'bio' | 'rel-author' | 'time' | 'date' | 'itemprop' | 'breadcrumb' | 'link'
  cue: string
  region: Region
  text: string
  charsMax: number
}

export const wordPattern = /[\p{L}\p{N}]+/gu
export const cjkPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
export const phonePattern = /(?:^|[^\d])(?:\+|\(?0|\(\d{3}\) ?|\d{3}[-. ])\d[\d ()./-]{5,16}\d(?![\d])/u

export function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

export function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
