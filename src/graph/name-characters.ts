/**
 * Whether a text holds what a person does not see and a terminal or page would obey: control characters, separators of
 * lines, and marks that turn the direction of writing, behind which one name looks like another. No name of a host,
 * a domain or a page has any.
 */
export function hasHidden(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text)
}
