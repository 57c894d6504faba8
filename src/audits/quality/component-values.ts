import type { Component } from './compose-quality.js'

/** What stands in where nothing was observed. */
export function assume(normalised: number, evidence: string): Component {
  return { raw: 'unknown', normalised, assumed: true, evidence }
}

export function observed(normalised: number, raw: string, evidence: string): Component {
  return { raw, normalised: Math.min(1, Math.max(0, normalised)), assumed: false, evidence }
}

/** The same without words. */
export function figure(normalised: number): Component {
  return observed(normalised, '', '')
}
