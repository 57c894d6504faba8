/** Names of the files that a job made, as its answer tells them. */
export function madeFiles(output: Record<string, unknown> | null): string[] {
  const files = output?.files
  if (!Array.isArray(files)) return []
  return files.flatMap((file: unknown) => (typeof file === 'object' && file !== null && 'name' in file && typeof file.name === 'string' ? [file.name] : []))
}

/** Where a file that a job made is downloaded. */
export const jobFileAddress = (id: string, name: string) => `/jobs/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`
