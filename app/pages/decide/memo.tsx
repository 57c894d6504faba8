import { Button, CopyButton, TextInput } from '@mantine/core'
import { Check, Copy, Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { useAction } from '../../parts/api.js'
import { useMay } from '../../parts/session.js'
import { Markdown } from '../../parts/markdown.js'
import { saveFile } from '../../parts/save-file.js'
import { say } from '../../words/say.js'
import { decisionInput, type Told } from './told.js'
import classes from './decide.module.css'

interface Decision {
  verdict: 'do-nothing' | 'disavow'
  cause: 'manual-action' | 'arranged-links' | null
  reasons: string[]
  proposed: string[]
  memo: string
}

/** The memo as it will be handed on, and the signature under it. With a cause, signing makes the file. */
export function Memo({ site, decision, told, reviewer, onReviewer, isBusy }: { site: string; decision: Decision; told: Told; reviewer: string; onReviewer(name: string): void; isBusy: boolean }) {
  const mayWrite = useMay('write')
  const [isNameMissing, setNameMissing] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const save = useAction('decisions.save', { done: say('decide.signed') })
  const build = useAction('disavow.build', { done: say('decide.built') })
  const makesFile = decision.cause !== null && decision.proposed.length > 0
  const name = reviewer.trim()
  const sign = async () => {
    setNameMissing(name === '')
    if (name === '') return
    if (!makesFile) return save.mutate({ site, kind: 'do-nothing', reviewer: name, reason: decision.reasons.join(' '), memo: decision.memo, cause: decision.cause ?? undefined })
    const { files } = await build.mutateAsync(decisionInput(site, told, name))
    for (const file of files) saveFile(file)
  }
  return (
    <section aria-label={say('decide.memo')} className="stack">
      <div className="row no-print">
        <CopyButton value={decision.memo}>
          {({ copied, copy }) => <Button size="xs" variant="default" leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />} onClick={copy}>{say(copied ? 'decide.copied' : 'decide.copy')}</Button>}
        </CopyButton>
        <Button size="xs" variant="default" leftSection={<Download size={14} aria-hidden />} onClick={() => saveFile({ name: `${site}-memo.md`, mediaType: 'text/markdown', text: decision.memo })}>{say('decide.download')}</Button>
        <Button size="xs" variant="default" leftSection={<Printer size={14} aria-hidden />} onClick={() => print()}>{say('decide.print')}</Button>
        <span className="soft small">{say('decide.memo.sub')}</span>
      </div>
      {/* On a phone only its beginning at first; whoever comes to a link within by the keyboard reads the whole. */}
      <article className={classes.paper} data-folded={!isWhole} tabIndex={0} aria-label={say('decide.memo')} onFocus={(event) => { if (event.target !== event.currentTarget) setWhole(true) }}><Markdown text={decision.memo} /></article>
      {!isWhole && <Button variant="default" className={`${classes.unfold} no-print`} onClick={() => setWhole(true)}>{say('decide.memo.whole')}</Button>}
      {mayWrite ? (
        <form className="row no-print" style={{ alignItems: 'flex-start' }} onSubmit={(event) => { event.preventDefault(); void sign().catch(() => undefined) }}>
          <TextInput style={{ flex: '1 1 240px' }} label={say('decide.sign.name')} description={say('decide.sign.help')} error={isNameMissing && name === '' ? say('decide.sign.need') : undefined} maxLength={100} autoComplete="name" value={reviewer} onChange={(event) => onReviewer(event.currentTarget.value)} />
          <Button type="submit" mt={46} loading={save.isPending || build.isPending} disabled={isBusy && name !== ''}>{say(makesFile ? 'decide.build' : 'decide.sign')}</Button>
        </form>
      ) : <p className="soft small">{say('decide.cannot-sign')}</p>}
      {makesFile && <p className="soft small">{say('decide.file.upload')}</p>}
    </section>
  )
}
