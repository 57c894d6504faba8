/** Numbers as tools and spreadsheets of several countries write them. The decimal mark is a matter of the whole file. */
export type DecimalMark = '.' | ','

const numberPattern = /^[+-]?\d[\d.,'’\s]{0,24}%?$/u

/** What one cell says about the decimal mark of its file; null where it fits both (`1,240` is one or a thousand). */
export function decimalMarkIn(text: string): DecimalMark | null {
  if (text.length > 32 || !numberPattern.test(text)) return null
  const digits = text.replace(/[%\s'’+-]/gu, '')
  const dots = digits.split('.').length - 1
  const commas = digits.split(',').length - 1
  if (dots + commas === 0) return null
  if (dots > 0 && commas > 0) {
    if (dots > 1 && commas > 1) return null
    return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ','
  }
  const mark = dots > 0 ? '.' : ','
  const groups = digits.split(mark)
  if (groups.length > 2) return groups.slice(1).every((group) => group.length === 3) ? otherMark(mark) : null
  const [before, after] = groups as [string, string]
  return after.length !== 3 || before.length > 3 || before === '0' ? mark : null
}

/** The number, or null. A percent sign is dropped: `71,6%` is 71.6. */
export function readNumber(text: string, mark: DecimalMark): number | null {
  if (/^\d{1,15}$/u.test(text)) return Number(text)
  if (text === '' || text.length > 32 || !numberPattern.test(text)) return null
  const digits = text.replace(/[%\s'’]/gu, '').replaceAll(otherMark(mark), '')
  const number = Number(mark === ',' ? digits.replace(',', '.') : digits)
  return Number.isFinite(number) ? number : null
}

function otherMark(mark: DecimalMark): DecimalMark {
  return mark === '.' ? ',' : '.'
}
