import { Modal, type ModalProps } from '@mantine/core'
import { say } from '../words/say.js'
import { useFocusBack } from './use-focus-back.js'

type DialogProps = Pick<ModalProps, 'title' | 'size' | 'onClose' | 'children'> & {
  /** True for what is shown once and never again: it closes only by its own button. */
  mustRead?: boolean
}

/** A dialog that is drawn only while it is open. When it goes, the keyboard is back where it was opened. */
export function Dialog({ mustRead = false, ...given }: DialogProps) {
  useFocusBack()
  return <Modal opened closeOnClickOutside={!mustRead} closeOnEscape={!mustRead} withCloseButton={!mustRead} closeButtonProps={{ 'aria-label': say('act.close') }} {...given} />
}
