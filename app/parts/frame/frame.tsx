import { Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { useHotkeys } from '@mantine/hooks'
import { dateWords } from '../../words/format.js'
import { say } from '../../words/say.js'
import { OrganisationContext, useClientSlug } from '../address.js'
import { useOperation } from '../api.js'
import { ExplainProvider } from '../explain.js'
import { JudgingLine } from '../judging-line.js'
import { Loading } from '../loading.js'
import { PageLink } from '../page-link.js'
import { PageTitle } from '../page-title.js'
import { Failure } from '../state-view.js'
import { BottomBar } from './bottom-bar.js'
import { Head } from './head.js'
import { lastClient } from './last-client.js'
import { Rail } from './rail.js'
import './frame.css'

const Search = lazy(() => import('./search.js').then(({ Search }) => ({ default: Search })))

/** What stands around every page, signed in or not. */
export function Root() {
  return <ExplainProvider><Outlet /></ExplainProvider>
}

/** Rail, head and bottom bar around the pages. */
export function Frame() {
  const [isSearching, setSearching] = useState(false)
  const [wasSearched, setSearched] = useState(false)
  const openSearch = () => {
    setSearched(true)
    setSearching(true)
  }
  useHotkeys([['mod+K', openSearch]], [])
  // Fetched while nobody waits, so that the first letters typed are not lost.
  useEffect(() => {
    const timer = setTimeout(() => void import('./search.js'), 1_500)
    return () => clearTimeout(timer)
  }, [])
  const isWhole = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.page?.whole === true) })
  return (
    <OrganisationOfPage>
      <div className={`frame${isWhole ? ' frame-whole' : ''}`}>
        <a className="skip" href="#page" onClick={(event) => { event.preventDefault(); document.getElementById('page')?.focus() }}>{say('app.skip')}</a>
        <Rail />
        <Head openSearch={openSearch} />
        <Main><Outlet /></Main>
        <BottomBar />
        {wasSearched && <Suspense><Search opened={isSearching} close={() => setSearching(false)} /></Suspense>}
      </div>
    </OrganisationOfPage>
  )
}

/** The page itself. After going to another page the keyboard and the reader's voice begin there. */
function Main({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLElement>(null)
  const page = useRouterState({ select: ({ matches }) => matches.map(({ staticData }) => staticData.page?.id).find((id) => id !== undefined) })
  const before = useRef(page)
  useEffect(() => {
    if (before.current !== page && before.current !== undefined) ref.current?.focus({ preventScroll: true })
    before.current = page
  }, [page])
  return <main id="page" className="page" tabIndex={-1} ref={ref}>{children}</main>
}

/** Pages of a client are drawn once it is known who is here and that they may see it. */
export function ClientFrame() {
  const session = useOperation('sessions.current', {}, { staleTime: 5 * 60_000 })
  const slug = useClientSlug()
  const client = session.data?.clients.find((one) => one.slug === slug || one.id === slug)
  useEffect(() => {
    if (client && slug !== undefined) lastClient.set(slug)
  }, [client, slug])
  if (session.isError) return <Failure error={session.error} retry={() => void session.refetch()} />
  if (!session.data) return <Loading />
  if (!client) return <PageTitle title={say('client.unknown', { slug: slug ?? '' })} sub={say('client.unknown-what')} />
  if (client.archivedAt !== null) return <PageTitle title={say('client.archived', { name: client.name })} sub={say('client.archived-what')} actions={<PageLink to="clients">{say('client.all')}</PageLink>} />
  return <><p className="print-only soft small">{say('print.head', { name: client.name, site: client.site ?? '', when: dateWords(new Date().toISOString()) })}</p><JudgingLine key={client.id} /><Outlet key={`page ${client.id}`} /></>
}

function OrganisationOfPage({ children }: { children: ReactNode }) {
  const session = useOperation('sessions.current', {}, { staleTime: 5 * 60_000 }).data
  const slug = useClientSlug()
  const client = session?.clients.find((one) => one.slug === slug || one.id === slug)
  const last = session?.clients.find((one) => one.slug === lastClient.get() || one.id === lastClient.get())
  const organisation = session?.organisations.find(({ id }) => id === (client ?? last)?.organisationId) ?? session?.organisations[0]
  return <OrganisationContext value={organisation?.slug}>{children}</OrganisationContext>
}
