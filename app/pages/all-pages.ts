import { Anchor, ArrowLeftRight, Building2, ClipboardCheck, Cog, FileText, Globe, History, Import, Landmark, LayoutDashboard, LifeBuoy, Link as LinkIcon, ListChecks, ListTodo, LogIn, MapPinned, Network, Scale, ShieldCheck, Target, UserRound, Users, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Effect } from '../../src/model/actor.js'
import type { MessageKey } from '../words/say.js'

/** A page of the app. The list below is all there is to add one: its address, its file (loaded when it is opened), its place in the rail. */
export interface PageDeclaration {
  /** Short word, used by `<PageLink to="…">`. */
  id: string
  /** `/c/$client/…` for a page of one client; anything else stands beside the clients. */
  at: string
  load(): Promise<{ Page: ComponentType }>
  label: Extract<MessageKey, `page.${string}`>
  icon: LucideIcon
  /** Group of the rail; without one the page is found by ⌘K and links only. */
  rail?: 'profile' | 'work' | 'manage'
  /** Takes a detail in its address: `/c/x/links/<id>`, read with `useDetail()`. */
  detail?: boolean
  /** Without rail and head: for people who are not signed in yet. */
  bare?: boolean
  /** Shown only to people who may do this. */
  needs?: Effect
  /** Fills the window itself, with its own scrolling: for large tables. */
  whole?: boolean
}

export const allPages: readonly PageDeclaration[] = [
  { id: 'overview', at: '/c/$client/overview', load: () => import('./overview/overview-page.js'), label: 'page.overview', icon: LayoutDashboard, rail: 'profile' },
  { id: 'links', at: '/c/$client/links', load: () => import('./links/links-page.js'), label: 'page.links', icon: LinkIcon, rail: 'profile', detail: true, whole: true },
  { id: 'domains', at: '/c/$client/domains', load: () => import('./domains/domains-page.js'), label: 'page.domains', icon: Globe, rail: 'profile', detail: true, whole: true },
  { id: 'anchors', at: '/c/$client/anchors', load: () => import('./anchors/anchors-page.js'), label: 'page.anchors', icon: Anchor, rail: 'profile', whole: true },
  { id: 'gap', at: '/c/$client/gap', load: () => import('./gap/gap-page.js'), label: 'page.gap', icon: ArrowLeftRight, rail: 'profile', whole: true },
  { id: 'risk', at: '/c/$client/risk', load: () => import('./risk/risk-page.js'), label: 'page.risk', icon: Scale, rail: 'profile' },
  { id: 'decide', at: '/c/$client/decide', load: () => import('./decide/decide-page.js'), label: 'page.decide', icon: ShieldCheck },
  { id: 'prospects', at: '/c/$client/prospects', load: () => import('./prospects/prospects-page.js'), label: 'page.prospects', icon: Target, rail: 'work' },
  { id: 'tasks', at: '/c/$client/tasks', load: () => import('./tasks/tasks-page.js'), label: 'page.tasks', icon: ListTodo, rail: 'work' },
  { id: 'ledger', at: '/c/$client/ledger', load: () => import('./tasks/ledger-page.js'), label: 'page.ledger', icon: Landmark, rail: 'work' },
  { id: 'proposals', at: '/c/$client/proposals', load: () => import('./proposals/proposals-page.js'), label: 'page.proposals', icon: ClipboardCheck, rail: 'work' },
  { id: 'imports', at: '/c/$client/imports', load: () => import('./imports/imports-page.js'), label: 'page.imports', icon: Import, rail: 'work' },
  { id: 'report', at: '/c/$client/report', load: () => import('./report/report-page.js'), label: 'page.report', icon: FileText, rail: 'work' },
  { id: 'setup', at: '/c/$client/setup', load: () => import('./setup/setup-page.js'), label: 'page.setup', icon: MapPinned, rail: 'manage' },
  { id: 'settings', at: '/c/$client/settings', load: () => import('./settings/settings-page.js'), label: 'page.settings', icon: Cog, rail: 'manage', needs: 'write' },
  { id: 'clients', at: '/clients', load: () => import('./clients/clients-page.js'), label: 'page.clients', icon: Building2, rail: 'manage' },
  { id: 'people', at: '/people', load: () => import('./clients/people-page.js'), label: 'page.people', icon: Users, rail: 'manage', needs: 'administer' },
  { id: 'graph', at: '/graph', load: () => import('./graph/graph-page.js'), label: 'page.graph', icon: Network, rail: 'manage' },
  { id: 'jobs', at: '/jobs', load: () => import('./jobs/jobs-page.js'), label: 'page.jobs', icon: ListChecks, rail: 'manage' },
  { id: 'log', at: '/log', load: () => import('./log/log-page.js'), label: 'page.log', icon: History, rail: 'manage' },
  { id: 'help', at: '/help', load: () => import('./help/help-page.js'), label: 'page.help', icon: LifeBuoy, rail: 'manage', detail: true },
  { id: 'account', at: '/account', load: () => import('./settings/account-page.js'), label: 'page.account', icon: UserRound },
  { id: 'sign-in', at: '/sign-in', load: () => import('./sign-in/sign-in-page.js'), label: 'page.sign-in', icon: LogIn, bare: true },
  { id: 'join', at: '/join', load: () => import('./sign-in/join-page.js'), label: 'page.join', icon: LogIn, bare: true },
  { id: 'set-up', at: '/set-up', load: () => import('./sign-in/set-up-page.js'), label: 'page.set-up', icon: LogIn, bare: true },
  { id: 'set-password', at: '/set-password', load: () => import('./sign-in/set-password-page.js'), label: 'page.set-password', icon: LogIn, bare: true },
]
