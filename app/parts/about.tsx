import { Inert } from './inert.js'
import { MiddleCutAddress } from './middle-cut-address.js'
import { PageLink } from './page-link.js'

/** What a task or note is about: a domain and a link lead to their cards, a page is an address, anything else is words. */
export function About({ text }: { text: string }) {
  if (/^[0-9a-f]{16}$/u.test(text)) return <PageLink to="links" detail={text}>{text}</PageLink>
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(text)) return <PageLink to="domains" detail={text} dir="ltr"><Inert text={text} /></PageLink>
  return /^https?:\/\//u.test(text) ? <MiddleCutAddress url={text} open /> : <Inert text={text} />
}
