import { Button, Menu, Modal } from '@mantine/core'
import { Download } from 'lucide-react'
import { useRef, useState } from 'react'
import { csvLine } from '../../../src/lib/csv-write.js'
import { server, usePlace, walled, type Input } from '../../parts/api.js'
import { saveBlob } from '../../parts/save-file.js'
import { tell } from '../../parts/tell.js'
import { countWords } from '../../words/format.js'
import { say } from '../../words/say.js'

/** Text that is gathered before it becomes part of the file; the browser keeps parts of a file outside its memory. */
const partCharsMax = 4_000_000

/** The links of the view as a file, row by row as the server gives them, however many they are. */
export function ExportMenu({ input, count }: { input: Input<'links.export'>; count: number }) {
  const place = usePlace()
  const [written, setWritten] = useState<number | null>(null)
  const stop = useRef<AbortController>(undefined)
  const run = async (kind: 'csv' | 'ndjson') => {
    const parts: Blob[] = []
    let text = ''
    let rows = 0
    stop.current = new AbortController()
    setWritten(0)
    try {
      await server.call('links.export', walled('links.export', input, place), {
        signal: stop.current.signal,
        onRow(row) {
          if (rows === 0 && kind === 'csv') text += csvLine(Object.keys(row))
          text += kind === 'csv' ? csvLine(Object.values(row).map(cellOf)) : `${JSON.stringify(row)}\n`
          rows += 1
          if (rows % 2_000 === 0) setWritten(rows)
          if (text.length > partCharsMax) {
            parts.push(new Blob([text]))
            text = ''
          }
        },
      })
      saveBlob(`links-${place.client ?? 'all'}.${kind}`, new Blob([...parts, text], { type: kind === 'csv' ? 'text/csv;charset=utf-8' : 'application/x-ndjson' }))
      tell.done(say('export.done', { count: rows }))
    } catch (error) {
      if (!stop.current.signal.aborted) tell.failed(error)
    } finally {
      setWritten(null)
    }
  }
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target><Button variant="default" leftSection={<Download size={15} aria-hidden />}>{say('export.menu')}</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={count === 0} onClick={() => void run('csv')}>{say('export.csv', { count })}</Menu.Item>
          <Menu.Item disabled={count === 0} onClick={() => void run('ndjson')}>{say('export.ndjson')}</Menu.Item>
          <Menu.Item onClick={() => void navigator.clipboard.writeText(location.href).then(() => tell.done(say('act.copied')))}>{say('export.copy')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={written !== null} onClose={() => stop.current?.abort()} title={say('export.running')} closeButtonProps={{ 'aria-label': say('export.stop') }}>
        <div className="stack"><p aria-live="polite" className="number">{say('export.count', { count: written ?? 0 })} / {countWords(count)}</p><Button variant="default" onClick={() => stop.current?.abort()}>{say('export.stop')}</Button></div>
      </Modal>
    </>
  )
}

function cellOf(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
