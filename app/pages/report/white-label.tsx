import { Button, ColorInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAction, useOperation } from '../../parts/api.js'
import { StateView } from '../../parts/state-view.js'
import { say } from '../../words/say.js'
import { contrastOnWhite } from './contrast.js'

interface Label {
  reportName: string
  reportColour: string
  reportFooter: string
}

/** Whose name and colour the report bears. */
export function WhiteLabel({ mayWrite }: { mayWrite: boolean }) {
  const query = useOperation('settings.show', {})
  return (
    <section className="panel">
      <header><h2>{say('report.label.title')}</h2></header>
      <StateView query={query}>
        {({ settings }) => <LabelForm key={JSON.stringify(settings)} kept={settings} mayWrite={mayWrite} />}
      </StateView>
    </section>
  )
}

function LabelForm({ kept, mayWrite }: { kept: Label; mayWrite: boolean }) {
  const [label, setLabel] = useState<Label>({ reportName: kept.reportName, reportColour: kept.reportColour, reportFooter: kept.reportFooter })
  const save = useAction('settings.save', { done: say('report.label.saved'), refresh: ['settings.show'] })
  const isPale = contrastOnWhite(label.reportColour) < 4.5
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate(label) }}>
      <TextInput label={say('report.label.name')} description={say('report.label.name.help')} maxLength={120} readOnly={!mayWrite} value={label.reportName} onChange={(event) => setLabel({ ...label, reportName: event.currentTarget.value })} />
      <ColorInput label={say('report.label.colour')} format="hex" readOnly={!mayWrite} value={label.reportColour} onChange={(reportColour) => setLabel({ ...label, reportColour })} error={isPale ? say('report.label.contrast') : undefined} eyeDropperButtonProps={{ 'aria-label': say('report.label.colour') }} />
      <TextInput label={say('report.label.footer')} description={say('report.label.footer.help')} maxLength={500} readOnly={!mayWrite} value={label.reportFooter} onChange={(event) => setLabel({ ...label, reportFooter: event.currentTarget.value })} />
      {mayWrite && <Button type="submit" variant="default" loading={save.isPending} disabled={isPale || JSON.stringify(label) === JSON.stringify({ reportName: kept.reportName, reportColour: kept.reportColour, reportFooter: kept.reportFooter })}>{say('report.label.save')}</Button>}
    </form>
  )
}
