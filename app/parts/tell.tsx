import type { NotificationData } from '@mantine/notifications'
import { Check, X } from 'lucide-react'
import { say } from '../words/say.js'

/** Short words at the edge of the screen after something was done or failed. What failed stays until it is read. */
export const tell = {
  done(text: string): void {
    show({ message: text, icon: <Check size={16} aria-hidden />, color: 'accent', autoClose: 4_000, closeButtonProps: { 'aria-label': say('act.close') } })
  },
  failed(error: unknown): void {
    show({ title: say('error.title'), message: messageOf(error), icon: <X size={16} aria-hidden />, color: 'red.8', autoClose: false, closeButtonProps: { 'aria-label': say('act.close') } })
  },
}

const show = (notice: NotificationData) => void import('./notices.js').then(({ showNotice }) => showNotice(notice))

/** What happened, to what, and what to do next; our errors say it themselves. Only where the server was not reached at all is it said for a person at a browser. */
export function messageOf(error: unknown): string {
  if (error instanceof Error && (error as { code?: unknown }).code === 'unavailable' && error.cause instanceof TypeError) return say('error.unreachable')
  return error instanceof Error && error.message !== '' ? error.message : say('error.unknown')
}
