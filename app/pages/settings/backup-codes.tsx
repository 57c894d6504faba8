import { Button, CopyButton } from '@mantine/core'
import { Check, Copy, Download, Printer } from 'lucide-react'
import { Dialog } from '../../parts/dialog.js'
import { saveFile } from '../../parts/save-file.js'
import { say } from '../../words/say.js'
import classes from './settings.module.css'

/** Backup codes, shown once: to copy, print or save. Closed by a button that says what was done, and by nothing else. */
export function BackupCodes({ codes, email, onClose }: { codes: readonly string[]; email: string; onClose(): void }) {
  const text = `${say('account.codes.file', { email })}\n\n${codes.join('\n')}\n`
  return (
    <Dialog onClose={onClose} title={say('account.codes.title')} mustRead>
      <div className="stack">
        <p className="no-print">{say('account.factor.codes')}</p>
        <div className="print-alone">
          <p className={classes.printed}>{say('account.codes.file', { email })}</p>
          <ul className={classes.codes} aria-label={say('account.codes.title')}>{codes.map((one) => <li key={one}>{one}</li>)}</ul>
        </div>
        <div className="row no-print">
          <CopyButton value={text}>{({ copied, copy }) => <Button size="xs" variant="default" leftSection={copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />} onClick={copy}>{say(copied ? 'people.copied' : 'people.copy')}</Button>}</CopyButton>
          <Button size="xs" variant="default" leftSection={<Printer size={15} aria-hidden />} onClick={() => window.print()}>{say('account.codes.print')}</Button>
          <Button size="xs" variant="default" leftSection={<Download size={15} aria-hidden />} onClick={() => saveFile({ name: 'citewell-backup-codes.txt', mediaType: 'text/plain', text })}>{say('account.codes.save')}</Button>
        </div>
        <div className="no-print"><Button data-autofocus onClick={onClose}>{say('account.codes.kept')}</Button></div>
      </div>
    </Dialog>
  )
}
