/**
 * The URL by the WHATWG standard, or null where the text is none.
 *
 * Not by `URL.canParse`: in Node 20 it is compiled to a path that misreads Latin-1 text, so that after some thousands of
 * calls a URL like `https://fzü.de/` is called invalid.
 */
export function whatwgUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
