import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { ListFilter, Search, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { say } from '../words/say.js'
import './filter-bar.css'

/** A filter that is set, in words of a sentence: "tier 1–2", "not sitewide", "since Jan 2025". */
export interface FilterChip {
  id: string
  words: ReactNode
  /** The same as plain text, for screen readers. */
  name: string
  remove(): void
  /** Opens the choices of the filter again. */
  edit?: ReactNode
}

interface FilterBarProps {
  chips: readonly FilterChip[]
  /** Choices for the menu "Filter". */
  choices?: ReactNode
  clear?(): void
  /** Free text; also reached with the key /. */
  text?: string
  setText?(text: string): void
  textLabel?: string
  /** How many rows pass, and what can be done with them. */
  end?: ReactNode
}

/** Filters as a line that reads like a sentence, with a box for words. Everything in it stands in the address. */
export function FilterBar({ chips, choices, clear, text, setText, textLabel, end }: FilterBarProps) {
  const [typed, setTyped] = useState(text ?? '')
  const input = useRef<HTMLInputElement>(null)
  const tellText = useDebouncedCallback((value: string) => setText?.(value), 200)
  useEffect(() => setTyped(text ?? ''), [text])
  useHotkeys([['/', () => input.current?.focus()]])
  return (
    <div className="filter-bar no-print" role="search">
      {setText && (
        <TextInput
          ref={input} className="filter-text" value={typed} placeholder={textLabel ?? say('filter.search')} aria-label={textLabel ?? say('filter.search')} leftSection={<Search size={14} aria-hidden />}
          rightSection={typed === '' ? <kbd className="soft" aria-hidden>/</kbd> : <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say('filter.clear')} onClick={() => { setTyped(''); setText('') }}><X size={14} aria-hidden /></ActionIcon>}
          onChange={(event) => { setTyped(event.currentTarget.value); tellText(event.currentTarget.value.trim()) }}
          onKeyDown={(event) => { if (event.key === 'Escape') event.currentTarget.blur() }}
        />
      )}
      <div className="filter-chips">
        {choices && <Popover position="bottom-start" trapFocus returnFocus><Popover.Target><Button size="compact-sm" variant="default" leftSection={<ListFilter size={14} aria-hidden />}>{say('filter.add')}</Button></Popover.Target><Popover.Dropdown className="filter-menu" aria-label={say('filter.add')}>{choices}</Popover.Dropdown></Popover>}
        {chips.map(({ id, words, name, remove, edit }) => (
          <span key={id} className="filter-chip">
            {edit ? <Popover position="bottom-start" trapFocus returnFocus><Popover.Target><button type="button" className="filter-words">{words}</button></Popover.Target><Popover.Dropdown className="filter-menu">{edit}</Popover.Dropdown></Popover> : <span className="filter-words">{words}</span>}
            <button type="button" className="filter-remove" aria-label={say('filter.remove', { what: name })} onClick={remove}><X size={13} aria-hidden /></button>
          </span>
        ))}
        {chips.length > 1 && clear && <Button size="compact-sm" variant="subtle" onClick={clear}>{say('filter.clear')}</Button>}
      </div>
      {end !== undefined && <div className="filter-end">{end}</div>}
    </div>
  )
}
