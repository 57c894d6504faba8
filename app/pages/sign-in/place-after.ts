/** Where to go after signing in: a path of this app, never another site, whatever the address asks for. */
export function placeAfter(wanted: string | undefined): string {
  if (wanted === undefined || !wanted.startsWith('/') || wanted.startsWith('//') || wanted.includes('\\')) return '/'
  return /^\/(?:sign-in|join|set-up|set-password)\b/u.test(wanted) ? '/' : wanted
}
