/** Byte classes of HTML tokens; one lookup decides what ends a name or a value. */
export const isSpace = new Uint8Array(256)
for (const code of [9, 10, 12, 13, 32]) isSpace[code] = 1

/** ASCII letters. */
export const isLetter = new Uint8Array(256)
for (let code = 65; code <= 90; code += 1) isLetter[code] = isLetter[code + 32] = 1

/** White space, `/` and `>`: ends a tag name. */
export const endsTagName = new Uint8Array(isSpace)
endsTagName[47] = endsTagName[62] = 1

/** White space, `/`, `>` and `=`: ends an attribute name. */
export const endsAttributeName = new Uint8Array(endsTagName)
endsAttributeName[61] = 1

/** White space and `>`: ends an unquoted value. */
export const endsUnquotedValue = new Uint8Array(isSpace)
endsUnquotedValue[62] = 1

/** A byte of a tag name in lower case; 0 where it ends the name. */
export const nameCode = new Uint8Array(256)
for (let code = 1; code < 256; code += 1) nameCode[code] = endsTagName[code] === 1 ? 0 : code >= 65 && code <= 90 ? code | 32 : code

/** True if `bytes` holds `word` (lower case ASCII) at `at`, in any case. */
export function hasWordAt(bytes: Uint8Array, at: number, word: string): boolean {
  if (at + word.length > bytes.length) return false
  for (let index = 0; index < word.length; index += 1) {
    const code = bytes[at + index]!
    const lower = code >= 65 && code <= 90 ? code | 32 : code
    if (lower !== word.charCodeAt(index)) return false
  }
  return true
}
