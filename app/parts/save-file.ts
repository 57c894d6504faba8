/** Hands a file that an operation made to the person, as a download. */
export function saveFile({ name, mediaType, text }: { name: string; mediaType: string; text: string }): void {
  saveBlob(name, new Blob([text], { type: `${mediaType};charset=utf-8` }))
}

/** The same for bytes that are there already. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  // The browser reads the address after the click, not during it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
