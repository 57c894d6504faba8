import { Button, Code, CopyButton } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { Dialog } from '../../parts/dialog.js'
import { say } from '../../words/say.js'

/** A secret that is shown once: it cannot be asked for again, so it is closed by a button and by nothing else. */
export function ShownOnce({ title, what, secret, onClose }: { title: string; what: string; secret: string; onClose(): void }) {
  return (
    <Dialog onClose={onClose} title={title} mustRead>
      <div className="stack">
        <p>{what}</p>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{secret}</Code>
        <div className="row">
          <CopyButton value={secret}>{({ copied, copy }) => <Button data-autofocus leftSection={copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />} onClick={copy}>{say(copied ? 'people.copied' : 'people.copy')}</Button>}</CopyButton>
          <Button variant="default" onClick={onClose}>{say('people.close')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
