/**
 * Postal codes made comparable: country mark, spaces and hyphens off, letters large. `D-34117` gives `34117`, `sw1a 1aa`
 * gives `SW1A1AA`, `45402-1234` gives `454021234`, `00-950` gives `00950`.
 */
export function postcodeKey(text: string): string {
  return text.trim().toUpperCase().replace(/^(?:〒|(?:D|DE|A|AT|CH|F|FR|I|IT|L|B|BE|NL|PL|P|PT|FIN|FI|S|SE|N|NO|DK|E|ES|CZ|SK|H|HU|SI|HR|LV|LT|EE)[- ]+(?=\d))/u, '').replace(/[^\p{L}\p{N}]/gu, '')
}

/** A whole British code: its last three characters are the inward part. */
const british = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/u

/**
 * True if a code lies in the part of the country that `area` names: a whole code or a beginning of one. British beginnings
 * end with a district: `BS1` is not `BS16`, but `BS` is all of it.
 */
export function isInPostcodeArea(code: string, area: string, country: string | null): boolean {
  if (area.length < 2 || code.length < 3) return false
  if (country === 'gb' || (country === null && british.test(code))) {
    const parts = british.exec(code)
    const outward = parts?.[1] ?? code
    if (/^[A-Z]+$/u.test(area)) return /^[A-Z]+/u.exec(outward)?.[0] === area
    if (area.length <= outward.length || parts === null) return area === outward
    return area.startsWith(outward) && code.startsWith(area)
  }
  return code.startsWith(area)
}

/**
 * The beginning that codes of the towns around share with a whole one: `45503` gives `455`, `BS14ST` gives `BS1`, `1010`
 * gives `10`; null where it is no whole code.
 */
export function postcodeSurroundings(code: string): string | null {
  const outward = british.exec(code)?.[1]
  if (outward !== undefined) return outward
  if (/^\d{5,}$/u.test(code) || /^[A-Z]\d[A-Z\d]/u.test(code)) return code.slice(0, 3)
  return /^\d{4}(?:[A-Z]{2})?$/u.test(code) ? code.slice(0, 2) : null
}

/** How codes of a country look in running text; bounded, so that a search costs no more than the text is long. */
const shapes: Readonly<Record<string, RegExp>> = {
  us: /\b\d{5}(?:-\d{4})?\b/gu,
  gb: /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gu,
  ca: /\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b/gu,
  nl: /\b\d{4} ?[A-Z]{2}\b/gu,
  ie: /\b[A-Z]\d[\dW] ?[A-Z\d]{4}\b/gu,
  pl: /\b\d{2}-\d{3}\b/gu,
  pt: /\b\d{4}-\d{3}\b/gu,
  br: /\b\d{5}-\d{3}\b/gu,
  jp: /\b\d{3}-\d{4}\b/gu,
  se: /\b\d{3} ?\d{2}\b/gu,
  cz: /\b\d{3} ?\d{2}\b/gu,
  sk: /\b\d{3} ?\d{2}\b/gu,
  gr: /\b\d{3} ?\d{2}\b/gu,
}
const fiveDigits = /\b\d{5}\b/gu
const fourDigits = /\b\d{4}\b/gu

/** Codes of a country in a line of text, made comparable; at most ten. */
export function postcodesIn(text: string, country: string, hasFourDigits: boolean): string[] {
  const shape = shapes[country] ?? (hasFourDigits ? fourDigits : fiveDigits)
  return [...text.slice(0, 1_000).matchAll(shape)].slice(0, 10).map((match) => postcodeKey(match[0]))
}
