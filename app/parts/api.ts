import { QueryClient, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { CitewellError, createClient, type ClientFile, type ClientOptions, type InputOf, type OutputOf, type Progress } from '../../src/doors/client.js'
import { operationWalls, type OperationMap } from '../../src/doors/operation-types.js'
import type { Job } from '../../src/model/desk-nouns.js'
import { useClientSlug, useOrganisationSlug } from './address.js'
import { isOwnAnswer } from './refreshed.js'
import { sendingFetch, type Sent } from './sending.js'
import { tell } from './tell.js'

/**
 * Every question to the server goes through here: typed by the declarations of the operations, with the client or
 * organisation of the page sent along where an operation stands behind such a wall, and errors in our one shape.
 *
 *     const links = useOperation('links.list', { tier: [1, 2] })
 *     const correct = useAction('corrections.add-many', { done: say('links.corrected') })
 *     const file = useJob('sightings.import')
 */
export type Operations = OperationMap
export type OperationId = keyof Operations
/** What an operation takes; `client` or `organisation` only where it is another than that of the page. */
export type Input<Id extends OperationId> = Named<InputOf<Operations, Id>> & { client?: string; organisation?: string }
/** An operation without input takes nothing else, but it takes the reserved keys. */
type Named<Given> = string extends keyof Given ? (Given[keyof Given] extends ClientFile ? object : Given) : Given
export type Output<Id extends OperationId> = OutputOf<Operations, Id>

const options: ClientOptions = {
  url: location.origin,
  waitSeconds: 2,
  onSignInNeeded() {
    if (!/^\/(?:sign-in|join|set-up|set-password)\b/u.test(location.pathname)) location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`)
  },
}

export const server = createClient<Operations>(options)

/** The server for one question that hands in files: `onSent` is told how far they are on their way. */
export function sendingServer(onSent: (sent: Sent) => void): typeof server {
  return createClient<Operations>({ ...options, fetch: sendingFetch(onSent) })
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, refetchOnWindowFocus: false, retry: (tries, error) => tries < 2 && error instanceof CitewellError && error.code === 'unavailable' },
    mutations: { retry: false },
  },
})

/** The reserved inputs that say for whom something is asked. The only place that knows of them. */
export function walled<Asked extends object>(id: string, input: Asked, { client, organisation }: Place): Asked {
  const wall = operationWalls[id] ?? 'client'
  if (wall === 'client' && client !== undefined) return { client, ...input }
  if (wall === 'organisation' && organisation !== undefined) return { organisation, ...input }
  return input
}

export interface Place {
  client: string | undefined
  organisation: string | undefined
}

/** For whom the page on the screen is. */
export function usePlace(): Place {
  return { client: useClientSlug(), organisation: useOrganisationSlug() }
}

/** Key of an answer in the cache: first the operation, then for whom, then the input, files told apart by name, size and time. */
export function keyOf(id: string, input: object, place: Place): readonly unknown[] {
  const wall = operationWalls[id] ?? 'client'
  return [id, wall === 'client' ? place.client : wall === 'organisation' ? place.organisation : null, JSON.parse(JSON.stringify(input, (_, value: unknown) => (value instanceof File ? [value.name, value.size, value.lastModified] : value))) as unknown]
}

interface AskOptions {
  /** Shows the answer to the last input while the next one loads. */
  keep?: boolean
  staleTime?: number
  /** Every so many milliseconds; a function is asked with the latest answer. */
  refetchInterval?: number | false | ((query: { state: { data: unknown } }) => number | false)
  /** Errors the page expects and shows itself, such as an operation that asks for more. */
  retry?: boolean
}

/** What is needed to ask once, for `useQuery`, `useQueries` and prefetching. */
export function asked<Id extends OperationId>(id: Id, input: Input<Id>, place: Place) {
  return { queryKey: keyOf(id, input as object, place), queryFn: ({ signal }: { signal: AbortSignal }) => server.call(id, walled(id, input as object, place) as InputOf<Operations, Id>, { signal }) }
}

/** The answer of a reading operation. `null` as input waits. */
export function useOperation<Id extends OperationId>(id: Id, input: Input<Id> | null, { keep, retry, ...options }: AskOptions = {}): UseQueryResult<Output<Id>, CitewellError> {
  const place = usePlace()
  return useQuery<Output<Id>, CitewellError>({
    ...asked(id, input ?? ({} as Input<Id>), place),
    enabled: input !== null,
    ...(keep ? { placeholderData: (before: unknown) => before as never } : {}),
    ...(retry === false ? { retry: false } : {}),
    ...options,
  })
}

interface ActionOptions<Id extends OperationId> {
  /** Said when it is done; a function gets the answer. */
  done?: string | ((output: Output<Id>) => string)
  /** Operations whose answers are read again; by default every answer about this client. */
  refresh?: readonly OperationId[]
  /** True if the page shows the error itself. */
  quiet?: boolean
}

/** Something that changes records. An error is told to the person; afterwards what it may have changed is read again, what is its own before the page goes on. */
export function useAction<Id extends OperationId>(id: Id, { done, refresh, quiet = false }: ActionOptions<Id> = {}): UseMutationResult<Output<Id>, CitewellError, Input<Id>> {
  const place = usePlace()
  const cache = useQueryClient()
  return useMutation<Output<Id>, CitewellError, Input<Id>>({
    mutationFn: (input) => server.call(id, walled(id, input as object, place) as InputOf<Operations, Id>),
    async onSuccess(output) {
      if (done !== undefined) tell.done(typeof done === 'string' ? done : done(output))
      const isChanged = (answer: string) => (refresh === undefined ? answer !== 'help.list' : (refresh as readonly string[]).includes(answer))
      const readAgain = (isOwn: boolean) => cache.invalidateQueries({ predicate: ({ queryKey: [answer] }) => isChanged(String(answer)) && isOwnAnswer(id, String(answer)) === isOwn })
      const own = readAgain(true)
      void readAgain(false)
      await own
    },
    onError(error) {
      if (!quiet) tell.failed(error)
    },
  })
}

export interface JobHandle<Id extends OperationId> {
  /** Starts it; the answer comes as `job.output` when the job is done. Null if it was stopped while its files were sent, undefined if it did not begin. */
  start(input: Input<Id>): Promise<Job['id'] | null | undefined>
  job: Job | undefined
  /** How far the files are on their way; null once they are there, and where there are none. */
  sending: Sent | null
  isBusy: boolean
  error: CitewellError | null
  stop(): Promise<void>
  resume(): Promise<void>
  /** Forgets it, for another start. */
  reset(): void
}

const ended = new Set<Job['state']>(['done', 'failed', 'stopped'])

/** Long work as a job of the server: it goes on when the page is left, and is listed under Jobs. */
export function useJob<Id extends OperationId>(id: Id, { onDone }: { onDone?(job: Job): void } = {}): JobHandle<Id> {
  const place = usePlace()
  const cache = useQueryClient()
  const [jobId, setJobId] = useState<string>()
  const [error, setError] = useState<CitewellError | null>(null)
  const [isStarting, setStarting] = useState(false)
  const [sending, setSending] = useState<Sent | null>(null)
  const starting = useRef<AbortController>(undefined)
  const shown = useQuery<Job, CitewellError>({
    queryKey: ['jobs.show', jobId],
    enabled: jobId !== undefined,
    queryFn: async ({ signal }) => {
      const { job } = (await server.call('jobs.show' as OperationId, { id: jobId } as never, { signal })) as unknown as { job: Job }
      if (ended.has(job.state)) {
        await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'jobs.show' })
        if (job.state === 'done') onDone?.(job)
      }
      return job
    },
    refetchInterval: ({ state }) => (state.data && ended.has(state.data.state) ? false : 1_000),
  })
  const steer = useCallback(async (verb: 'stop' | 'resume') => {
    if (jobId === undefined) return
    await server.call(`jobs.${verb}` as OperationId, { id: jobId } as never).catch(tell.failed)
    await cache.invalidateQueries({ queryKey: ['jobs.show', jobId] })
  }, [cache, jobId])
  return {
    job: shown.data,
    sending: sending !== null && sending.sent < sending.total ? sending : null,
    isBusy: isStarting || (jobId !== undefined && (shown.data === undefined || !ended.has(shown.data.state))),
    error: error ?? shown.error ?? (shown.data?.state === 'failed' && shown.data.error ? new CitewellError(shown.data.error.code as CitewellError['code'], shown.data.error.message) : null),
    async start(input) {
      const own = new AbortController()
      starting.current = own
      setError(null)
      setStarting(true)
      try {
        const { job } = await sendingServer((sent) => setSending((before) => (isFurther(before, sent) ? sent : before))).start(id, walled(id, input as object, place) as InputOf<Operations, Id>, { signal: own.signal })
        setJobId(job.id)
        await cache.invalidateQueries({ queryKey: ['jobs.list'] })
        return job.id
      } catch (thrown) {
        if (own.signal.aborted) return null
        setError(thrown as CitewellError)
        return undefined
      } finally {
        setStarting(false)
        setSending(null)
      }
    },
    stop: async () => {
      if (isStarting) starting.current?.abort()
      else await steer('stop')
    },
    resume: () => steer('resume'),
    reset: () => {
      setJobId(undefined)
      setError(null)
    },
  }
}

/** Told again only by whole percents: a browser tells many times a second. */
export function isFurther(before: Sent | null, { sent, total }: Sent): boolean {
  return before === null || sent >= total || before.total !== total || Math.floor((100 * sent) / total) > Math.floor((100 * before.sent) / before.total)
}

/** A file a person chose, as operations take it. */
export function fileToSend(file: File): ClientFile {
  return { name: file.name, bytes: file }
}

export { CitewellError, type ClientFile, type Progress, type Sent }
export { useClient, useMay, useSession, type Session, type SessionClient } from './session.js'
