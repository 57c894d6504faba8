import { useEffect } from 'react'

/**
 * Gives the keyboard back to what opened a dialog, when the dialog goes away. For dialogs that are drawn only while they
 * are open: the library gives the focus back by itself only to those that were there, closed, before.
 */
export function useFocusBack(): void {
  useEffect(() => {
    // The dialog takes the focus a moment later, so this is still what was pressed.
    const opener = document.activeElement
    return () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
      }, 50)
    }
  }, [])
}
