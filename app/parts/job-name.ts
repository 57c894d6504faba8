/** The title of a job without its client, where the client stands beside it anyway. */
export function jobName({ title, clientName }: { title: string; clientName: string | null }): string {
  const end = ` for ${clientName}`
  return clientName !== null && title.endsWith(end) ? title.slice(0, -end.length) : title
}
