import type { InputField } from './schemas.js'

/**
 * What was typed for one input, as the value its schema expects. Where the text fits nothing it is handed on as it is,
 * so that the schema says what is wrong.
 *
 * Several values are given by repeating, or with commas between them. A comma before a space belongs to the text, so
 * that "Northgate Heart, Inc" is one name.
 */
export function valueOfText(field: InputField, texts: readonly string[]): unknown {
  if (!field.array) return oneOfText(field, texts.at(-1)!)
  return texts.flatMap((text) => (field.kind === 'json' ? listOfJson(text) : text.split(/,(?! )/))).flatMap((text) => (text === '' ? [] : [oneOfText(field, text)]))
}

function oneOfText({ kind }: InputField, text: unknown): unknown {
  if (typeof text !== 'string') return text
  if (kind === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text
  if (kind === 'boolean') return text === '' || text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
  if (kind === 'json') return parsedJson(text)
  return text
}

function listOfJson(text: string): unknown[] {
  const value = parsedJson(text)
  return Array.isArray(value) ? value : [value]
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
