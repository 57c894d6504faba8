import type { JudgedLink } from '../model/facts.js'

/**
 * What figures of other tools say about a link, in words. Shown beside our judgement and never part of it: no search
 * engine has such a figure, and they are the usual reason for removing good links (DIS-03).
 */
export function otherToolsSay(judged: JudgedLink): string[] {
  const said: string[] = []
  for (const [key, value] of Object.entries(judged.link.vendor ?? {})) {
    const sentence = wordsFor(key.toLowerCase(), value)
    if (sentence !== undefined) said.push(sentence)
  }
  return said
}

function wordsFor(key: string, value: string | number | boolean): string | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d+(?:\.\d+)?\s*%?$/u.test(value.trim()) ? Number.parseFloat(value) : undefined
  switch (key) {
    case 'semrush.toxicityscore':
      return number !== undefined && number >= 45 ? `Semrush gives it ${number} of 100 in its own backlink audit` : undefined
    case 'semrush.toxicmarkers':
      return typeof value === 'string' && value !== '' ? `Semrush names the markers: ${value.slice(0, 160)}` : undefined
    case 'ahrefs.isspam':
      return value === true || value === 'true' ? 'Ahrefs marks it as spam' : undefined
    case 'moz.spamscore':
      return number !== undefined && number >= 31 ? `Moz gives its site a spam score of ${number} %` : undefined
    case 'dataforseo.spamscore':
      return number !== undefined && number >= 31 ? `DataForSEO gives it a spam score of ${number}` : undefined
    default:
      return undefined
  }
}
