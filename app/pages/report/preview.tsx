import { Button } from '@mantine/core'
import { Printer } from 'lucide-react'
import { useRef } from 'react'
import { useOperation } from '../../parts/api.js'
import { jobFileAddress, madeFiles } from '../../parts/made-files.js'
import { StateView } from '../../parts/state-view.js'
import { dateTimeWords, dateWords, sourceName } from '../../words/format.js'
import { say } from '../../words/say.js'
import classes from './report.module.css'

const reportFile = 'client-report.html'

interface Figure {
  page: string | number
  name: string
  value: unknown
  source: string
  asOf: string | null
}

/**
 * The report as it will be read, in a frame that runs no scripts: names and quotes in it come from strangers' pages.
 * The frame keeps our origin only so that it can be printed from here.
 */
export function Preview({ id }: { id: string }) {
  const frame = useRef<HTMLIFrameElement>(null)
  const job = useOperation('jobs.show', { id })
  const file = useOperation('jobs.file', { id, name: reportFile })
  const figures = figuresOf(job.data?.job.output ?? null)
  return (
    <StateView query={file}>
      {({ files }) => (
        <section className="stack" aria-label={say('report.preview')}>
          <div className="row no-print">
            <Button component="a" href={jobFileAddress(id, reportFile)} download={reportFile} size="xs">{say('report.download')}</Button>
            <Button size="xs" variant="default" leftSection={<Printer size={14} aria-hidden />} onClick={() => frame.current?.contentWindow?.print()}>{say('report.print')}</Button>
            {madeFiles(job.data?.job.output ?? null).includes('figures.csv') && <Button component="a" href={jobFileAddress(id, 'figures.csv')} download="figures.csv" size="xs" variant="default">{say('report.figures')}</Button>}
            {job.data?.job.endedAt != null && <span className="soft small">{say('report.open-period', { when: dateTimeWords(job.data.job.endedAt) })}</span>}
          </div>
          <iframe ref={frame} className={classes.frame} title={say('report.preview')} sandbox="allow-same-origin allow-modals" srcDoc={files[0]?.text ?? ''} onLoad={() => fit(frame.current)} />
          {figures.length > 0 && (
            <details className="panel no-print">
              <summary>{say('report.figures.title')}</summary>
              <table className="table cards">
                <thead><tr><th scope="col">{say('report.figure')}</th><th scope="col" className="end">{say('report.value')}</th><th scope="col">{say('report.source')}</th><th scope="col">{say('report.as-of')}</th></tr></thead>
                <tbody>
                  {figures.map((row, index) => (
                    <tr key={index}><th scope="row">{row.name}</th><td className="end" data-label={say('report.value')}>{String(row.value)}</td><td data-label={say('report.source')}>{sourceName(row.source)}</td><td data-label={say('report.as-of')}>{dateWords(row.asOf)}</td></tr>
                  ))}
                </tbody>
              </table>
            </details>
          )}
        </section>
      )}
    </StateView>
  )
}

/** The frame is as high as its page, so that one scrolls one thing. */
function fit(frame: HTMLIFrameElement | null): void {
  const height = frame?.contentDocument?.documentElement.scrollHeight
  if (frame !== null && height !== undefined && height > 0) frame.style.blockSize = `${Math.min(height + 24, 20_000)}px`
}

function figuresOf(output: Record<string, unknown> | null): Figure[] {
  return Array.isArray(output?.figures) ? (output.figures as Figure[]) : []
}
