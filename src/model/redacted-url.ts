/** The address without query and fragment, and with long or numeric parts of the path cut: enough to find it, nothing to misuse. */
export function redactedUrl(url: string): string {
  const end = url.search(/[?#]/u)
  const bare = end === -1 ? url : url.slice(0, end)
  const cut = bare.split('/').map((part, index) => (index > 2 && (/\d{5,}/u.test(part) || part.length > 60 || /eyJ/u.test(part)) ? '•••' : part)).join('/')
  return end === -1 ? cut : `${cut}?•••`
}
