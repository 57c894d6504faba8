import { ActionIcon, Button, Textarea } from '@mantine/core'
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { isRelUntold } from '../../../src/model/source-detail.js'
import { surenessOf } from '../../../src/model/sureness.js'
import { useAction, useMay, useOperation } from '../../parts/api.js'
import { StateBadge, TierBadge, TypeBadge } from '../../parts/badges.js'
import { EvidenceList } from '../../parts/evidence-list.js'
import { ExactName } from '../../parts/exact-name.js'
import { directionOf, Inert, inertText } from '../../parts/inert.js'
import { Loading } from '../../parts/loading.js'
import { MiddleCutAddress } from '../../parts/middle-cut-address.js'
import { PageLink } from '../../parts/page-link.js'
import { Empty, Failure } from '../../parts/state-view.js'
import { Unknown } from '../../parts/unknown.js'
import { dateWords, fineWords, sourceName } from '../../words/format.js'
import { say, sayIfKnown } from '../../words/say.js'
import { qualifiers, relWords, type LinkRow } from './columns.js'
import { correctedWords, type CorrectedField } from './corrected-words.js'
import { QualitySum } from './quality-sum.js'
import type { Explained } from './quality.js'
import { RiskSum } from './risk-sum.js'

interface LinkCardProps {
  id: string
  site: string
  close(): void
  correct?: (row: LinkRow) => void
}

/** Everything about one link: the sentence, what it is and why, what it is worth, who saw it when, what people noted. */
export function LinkCard({ id, site, close, correct }: LinkCardProps) {
  const explained = useOperation('links.explain', { target: site, link: id }, { retry: false })
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && box.current?.contains(document.activeElement)) close()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [close])
  const closer = <ActionIcon variant="subtle" color="gray" onClick={close} aria-label={say('card.close')} className="no-print"><X size={17} aria-hidden /></ActionIcon>
  if (explained.error) {
    return <article className="link-card" ref={box}><div className="link-card-top"><span />{closer}</div>{explained.error.code === 'not_found' ? <Empty title={say('card.gone')} what={say('card.gone-what')} /> : <Failure error={explained.error} retry={() => void explained.refetch()} />}</article>
  }
  if (!explained.data) return <article className="link-card" ref={box}><div className="link-card-top"><span />{closer}</div><Loading rows={10} /></article>
  const { link, type, tier, comparison, vendor, corrected, anchor, registration } = explained.data
  // A row without weight: how the whole is shared out, which a second guess alone does not say.
  const shares = type.evidence.find(({ rule, looked }) => rule === 'LT-00' && /^(?:shares of the whole|(?:two )?best guess)/u.test(looked))
  return (
    <article className="link-card" ref={box}>
      <header>
        <div className="link-card-top"><h2><Inert text={link.referringDomain} /></h2>{closer}</div>
        <ExactName domain={link.referringDomain} />
        {link.referringPage !== null && <MiddleCutAddress url={link.referringPage} open />}
        <div className="link-card-badges"><TypeBadge type={type.type} confidence={`${fineWords(type.confidence)} ${say(`card.sureness.${surenessOf(type.confidence)}`)}`} /><TierBadge tier={tier.tier} /></div>
        {link.target !== null && <div className="row soft" style={{ flexWrap: 'nowrap' }}><span style={{ flex: 'none' }}>{say('card.to')}</span> <MiddleCutAddress url={link.target} open /></div>}
      </header>
      <Sentence explained={explained.data} />
      <p className="row" style={{ gap: '4px 12px' }}>
        <span>{sayIfKnown(`area.${link.area ?? 'unknown'}`, '')}</span>
        <span>{link.rel.some((token) => qualifiers.has(token)) ? say('card.nofollowed', { rel: relWords(link) }) : say(isRelUntold(link) ? 'card.rel-untold' : 'card.followed')}</span>
        <span><StateBadge state={link.state} reason={link.lostReason} /> <span className="soft">{dateWords(link.lastSeen)}</span></span>
        <span className="soft">{say('card.first', { date: dateWords(link.firstSeen), source: sourceName(link.seenBy[0] ?? '') })}</span>
      </p>
      {corrected.map((row) => <p key={row.field + row.at} className="small">{say('card.corrected', { by: row.by, field: say(`correct.field.${row.field as CorrectedField}`).toLowerCase(), date: dateWords(row.at), was: correctedWords(row.field as CorrectedField, row.was), reason: inertText(row.reason) })}</p>)}

      <section aria-labelledby="why-type">
        <h3 id="why-type">{say('card.why-type', { type: sayIfKnown(`type.${type.type}`, type.type).toLowerCase() })}{correct && <Button size="compact-xs" variant="default" className="no-print" onClick={() => correct(link)}>{say('card.correct')}</Button>}</h3>
        <EvidenceList rows={type.evidence.filter(({ weight }) => weight !== 0)} />
        {shares !== undefined ? <p className="soft small">{shares.looked}: <Inert text={shares.found} /></p> : type.runnerUp.confidence >= 0.005 && <p className="soft small">{say('card.runner-up', { type: sayIfKnown(`type.${type.runnerUp.type}`, type.runnerUp.type).toLowerCase(), confidence: fineWords(type.runnerUp.confidence) })}</p>}
        {type.unknowns.length > 0 && <p className="soft small">{say('card.unknowns', { what: type.unknowns.map(withoutIds).join('; ') })}</p>}
      </section>

      <section aria-labelledby="why-tier">
        <h3 id="why-tier">{say('card.tier', { tier: `T${tier.tier} ${sayIfKnown(`tier.${tier.tier}`, tier.name)}` })}<span className="soft">{say('card.tier-confidence', { confidence: tier.confidence })}</span></h3>
        <EvidenceList rows={tier.evidence} weights={false} />
        <PageLink to="links" query={{ domain: link.referringDomain }} className="small">{say('card.all-of-domain', { domain: link.referringDomain })}</PageLink>
      </section>

      <QualitySum explained={explained.data} />
      <Findings explained={explained.data} />
      <RiskSum explained={explained.data} />
      {comparison !== null && <section><h3>{say('card.comparison')}</h3><p><Inert text={comparison} /></p></section>}
      {registration !== null && <Registration told={registration} />}
      {anchor.evidence.length > 0 && <section><h3>{say('card.anchor')}<span className="soft">{sayIfKnown(`anchor.${anchor.kind}`, anchor.kind)}</span></h3><EvidenceList rows={anchor.evidence} weights={false} /></section>}
      {vendor !== null && Object.keys(vendor).length > 0 && (
        <section><h3>{say('card.vendor')}</h3><table className="table"><tbody>{Object.entries(vendor).slice(0, 20).map(([name, value]) => <tr key={name}><th scope="row"><Inert text={name} /></th><td className="end"><Inert text={String(value)} /></td></tr>)}</tbody></table></section>
      )}
      <History id={id} site={site} />
      <Notes id={id} />
    </article>
  )
}

/** Ids of facts (F-GEO) are for the documentation; on a card the words beside them say it. */
const withoutIds = (text: string) => text.replaceAll(/\bF-[A-Z]{2,6}\b[:,]?\s*/gu, '').replace(/[:,;\s]+$/u, '')

/** The words of the page around the link, as they stood there. */
function Sentence({ explained: { context, link } }: { explained: Explained }) {
  const words = link.anchorText
  const long = (context?.before?.length ?? 0) + (words?.length ?? 0) + (context?.after?.length ?? 0) > 500
  if (context === null && (words === null || words === '')) return <Unknown what={say('card.sentence-none')} />
  return (
    <blockquote className="link-sentence" dir={directionOf(context?.before || words || context?.after || '')} tabIndex={long ? 0 : undefined}>
      {context?.before ? <>… <Inert text={context.before} />{/[\p{Ps}\p{Pi}]$/u.test(context.before) ? '' : ' '}</> : null}
      <mark>{words ? <Inert text={words} /> : say('card.image')}</mark>
      {context?.after ? <>{/^[\p{Po}\p{Pe}\p{Pf}]/u.test(context.after) ? '' : ' '}<Inert text={context.after} /> …</> : null}
    </blockquote>
  )
}

function Findings({ explained: { findings, risk } }: { explained: Explained }) {
  const flags = findings.filter(({ verdict }) => verdict === 'flag')
  return (
    <section aria-labelledby="findings">
      <h3 id="findings">{flags.length === 0 ? say('card.no-findings') : say('card.findings', { count: flags.length })}</h3>
      {flags.length > 0 && (
        <ul className="findings">
          {flags.map((finding) => {
            const seen = risk.signals.find(({ audit, evidence }) => audit === finding.audit && evidence !== '')?.evidence
            return <li key={`${finding.audit} ${finding.subject}`}><b>{finding.title}</b>{seen && <div><Inert text={seen} /></div>}<div className="soft small">{say('card.innocent', { why: finding.innocent })}</div></li>
          })}
        </ul>
      )}
    </section>
  )
}

/** What was told of the registration of the domain, by whom and when. */
function Registration({ told }: { told: NonNullable<Explained['registration']> }) {
  const rows = [['registrar', told.registrar], ['createdOn', told.createdOn && dateWords(told.createdOn)], ['expiresOn', told.expiresOn && dateWords(told.expiresOn)], ['nameServers', told.nameServers.join(', ')], ['statuses', told.statuses.join(', ')]] as const
  return (
    <section aria-labelledby="registration">
      <h3 id="registration">{say('card.registration')}</h3>
      {told.registered
        ? <table className="table"><tbody>{rows.filter(([, value]) => value !== null && value !== '').map(([name, value]) => <tr key={name}><th scope="row">{say(`card.registration.${name}`)}</th><td className="end"><Inert text={value!} /></td></tr>)}</tbody></table>
        : <p>{say('card.registration.none')}</p>}
      <p className="soft small">{say('card.registration.told', { source: inertText(told.seenBy), date: dateWords(told.seenAt) })}</p>
    </section>
  )
}

function History({ id, site }: { id: string; site: string }) {
  const history = useOperation('links.history', { target: site, link: id }, { retry: false })
  return (
    <section aria-labelledby="history">
      <h3 id="history">{say('card.history')}</h3>
      {history.data
        ? <ol className="events">{history.data.events.map((event, at) => <li key={at}><span className="number soft">{dateWords(event.at)}</span><span>{say(`card.event.${event.what}`, { by: event.what.startsWith('correct') ? event.by : sourceName(event.by) })}{event.detail && <span className="soft">: <Inert text={event.detail} /></span>}</span></li>)}</ol>
        : history.error ? <Failure error={history.error} /> : <Loading rows={3} />}
    </section>
  )
}

function Notes({ id }: { id: string }) {
  const notes = useOperation('notes.list', { about: id }, { retry: false }).data?.rows ?? []
  const mayWrite = useMay('write')
  const [text, setText] = useState('')
  const save = useAction('notes.save', { done: say('card.note-saved'), refresh: ['notes.list'] })
  if (notes.length === 0 && !mayWrite) return null
  return (
    <section aria-labelledby="notes">
      <h3 id="notes">{say('card.notes')}</h3>
      {notes.map((note) => <div key={note.id}><p style={{ whiteSpace: 'pre-wrap' }}>{note.text}</p><p className="soft small">{say('card.note-by', { by: note.by, date: dateWords(note.at) })}</p></div>)}
      {mayWrite && (
        <form className="no-print" onSubmit={(event) => { event.preventDefault(); if (text.trim()) save.mutate({ about: id, text: text.trim() }, { onSuccess: () => setText('') }) }}>
          <Textarea aria-label={say('card.note-add')} placeholder={say('card.note-add')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={1} maxLength={10_000} />
          {text.trim() !== '' && <Button mt={8} size="compact-sm" type="submit" loading={save.isPending}>{say('card.note-save')}</Button>}
        </form>
      )}
    </section>
  )
}
