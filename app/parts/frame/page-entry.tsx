import { Link } from '@tanstack/react-router'
import type { PageDeclaration } from '../../pages/all-pages.js'
import { say } from '../../words/say.js'
import { pathOf } from '../page-link.js'
import { useClientOfRail } from './pages-here.js'

/** One page in the rail or the bottom bar. */
export function PageEntry({ page, onClick }: { page: PageDeclaration; onClick?: () => void }) {
  const client = useClientOfRail()
  const Icon = page.icon
  return <Link to={pathOf(page.id, client)} className="page-entry" activeProps={{ 'aria-current': 'page' }} onClick={onClick}><Icon size={17} strokeWidth={1.7} aria-hidden /><span>{say(page.label)}</span></Link>
}
