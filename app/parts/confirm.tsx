import { Button, Group, Modal } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { say } from '../words/say.js'

interface Question {
  title: string
  text: ReactNode
  /** The verb of the button: "Remove 12 links". */
  action?: string
  /** True if it can't be undone. */
  danger?: boolean
}

let ask: ((question: Question, answer: (yes: boolean) => void) => void) | undefined

/** Asks before something that can't easily be undone. Resolves to true only for the button itself. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => (ask ? ask(question, resolve) : resolve(false)))
}

/** Holds the one dialog that `confirm` opens. */
export function ConfirmDialog() {
  const [open, setOpen] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null)
  useEffect(() => {
    ask = (question, answer) => setOpen({ question, answer })
    return () => {
      ask = undefined
    }
  }, [])
  const close = (yes: boolean) => {
    open?.answer(yes)
    setOpen(null)
  }
  return (
    <Modal opened={open !== null} onClose={() => close(false)} title={<span className="serif" style={{ fontSize: 19, fontWeight: 600 }}>{open?.question.title}</span>} closeButtonProps={{ 'aria-label': say('act.close') }}>
      <div className="stack">
        <div>{open?.question.text}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(false)}>{say('act.cancel')}</Button>
          <Button color={open?.question.danger ? 'red.8' : undefined} onClick={() => close(true)} data-autofocus>{open?.question.action ?? say('confirm.ok')}</Button>
        </Group>
      </div>
    </Modal>
  )
}
