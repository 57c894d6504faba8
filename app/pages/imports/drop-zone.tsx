import { Button } from '@mantine/core'
import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { say } from '../../words/say.js'
import classes from './imports.module.css'

/** Takes files by dropping, by the file picker and from the keyboard. Dropped beside it they do not make the browser leave the page. */
export function DropZone({ onFiles, large }: { onFiles(files: File[]): void; large: boolean }) {
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const stay = (event: globalThis.DragEvent) => event.preventDefault()
    window.addEventListener('dragover', stay)
    window.addEventListener('drop', stay)
    return () => { window.removeEventListener('dragover', stay); window.removeEventListener('drop', stay) }
  }, [])
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <div
      className={`${classes.zone} ${large ? classes.large : ''} ${over ? classes.over : ''} no-print`}
      onDragEnter={() => setOver(true)} onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false) }} onDrop={dropped}
    >
      <FileUp size={large ? 28 : 20} aria-hidden="true" />
      <div>
        <p className={large ? 'serif' : ''}>{say(over ? 'imports.zone.over' : 'imports.zone')}</p>
        <p className="small soft">{say('imports.zone.what')}</p>
      </div>
      <Button variant={large ? 'filled' : 'default'} onClick={() => picker.current?.click()}>{say('imports.zone.choose')}</Button>
      <input
        ref={picker} type="file" multiple className="visually-hidden" tabIndex={-1} aria-label={say('imports.zone.choose')}
        onChange={(event) => { onFiles([...(event.target.files ?? [])]); event.target.value = '' }}
      />
    </div>
  )
}
