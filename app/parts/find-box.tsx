import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

/** A field that filters a list. What is typed stands here at once and is told a moment later, so that the address changes once a word and not once a letter. */
export function FindBox({ label, text, onText }: { label: string; text: string | undefined; onText(text: string | undefined): void }) {
  const [typed, setTyped] = useState(text ?? '')
  const tellLater = useDebouncedCallback(onText, 200)
  return <TextInput className="filters-text" size="xs" type="search" label={label} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); tellLater(event.currentTarget.value.trim() === '' ? undefined : event.currentTarget.value.trim()) }} />
}
