import { countWords } from '../../lib/number-words.js'
import { bytesInWords, columnsInWords, durationInWords } from '../graph/words.js'
import type { JobRow, WholeJob } from './job-row.js'

/** Jobs as a table for a terminal: when it was asked for (UTC), what, how far, how fast, how long still. */
export function jobsInWords(jobs: readonly JobRow[]): string {
  if (jobs.length === 0) return 'There are no jobs.'
  return columnsInWords(jobs.map((job) => [job.createdAt.slice(0, 16).replace('T', ' '), job.title, job.clientName ?? '', job.state, ...farInWords(job), job.id]), [false, false, false, false, false, true, true, true, false]).join('\n')
}

export function jobInWords(job: WholeJob): string {
  const [bar, percent, rate, left] = farInWords(job)
  return [
    `${job.title}${job.clientName === null || job.title.includes(job.clientName) ? '' : ` for ${job.clientName}`}: ${job.state}`,
    ...(isOpen(job) && job.stage !== null ? [`${job.stage}: ${[bar, percent, rate, left].filter(Boolean).join('  ')}`] : []),
    `Asked for by ${job.actor.name} on ${job.createdAt}, attempt ${job.attempt} of ${job.attemptsMax}`,
    ...(job.error === null ? [] : [`${job.error.code}: ${job.error.message}`]),
    ...(job.notBefore === null || job.state !== 'waiting' ? [] : [`Tried again after ${job.notBefore}`]),
    ...job.files.map(({ name, bytes }) => `File: ${name}, ${bytesInWords(bytes)}; get it with: citewell jobs file ${job.id} ${name} --out .`),
    ...job.log.slice(-10).map(({ at, text }) => `  ${at}  ${text}`),
  ].join('\n')
}

const isOpen = ({ state }: Pick<JobRow, 'state'>) => state === 'waiting' || state === 'running' || state === 'stopping'

/** Bar, percent, pace and time left; empty where they are not known. */
function farInWords(job: Pick<JobRow, 'state' | 'percent' | 'done' | 'unit' | 'ratePerSecond' | 'secondsLeft'>): [string, string, string, string] {
  if (!isOpen(job) || job.state === 'waiting') return ['', '', '', '']
  const amount = (number: number) => (job.unit === 'bytes' ? bytesInWords(Math.round(number)) : `${countWords(Math.round(number))} ${job.unit ?? ''}`.trim())
  return [
    job.percent === null ? '' : barOf(job.percent),
    job.percent === null ? (job.done === null ? '' : amount(job.done)) : `${job.percent} %`,
    job.ratePerSecond === null ? '' : `${amount(job.ratePerSecond)}/s`,
    job.secondsLeft === null ? '' : `${durationInWords(job.secondsLeft)} left`,
  ]
}

function barOf(percent: number): string {
  const cells = 16
  const full = Math.round((cells * percent) / 100)
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)}`
}
