import { flushSync } from 'react-dom'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/**
 * Which rows of a long list are to be drawn, and where. Rows have one height. Browsers draw nothing below some tens of
 * millions of pixels, so a longer list has a shorter scroll bar: small movements go row by row, dragging the bar jumps in
 * proportion, and near both ends one pixel is one pixel, so that the first and last row are always reached.
 */
const pixelsMax = 8_000_000
const edge = 60_000

export interface VirtualRows {
  /** Height of what is scrolled. */
  height: number
  first: number
  last: number
  /** Where a row stands within what is scrolled. */
  topOf(row: number): number
  scrollToRow(row: number): void
  /** Rows that fit. */
  pageRows: number
}

export function useVirtualRows(element: RefObject<HTMLElement | null>, count: number, rowHeight: number, { head = 0, spare = 12 }: { head?: number; spare?: number } = {}): VirtualRows {
  const whole = count * rowHeight
  const height = Math.min(whole, pixelsMax)
  const [viewport, setViewport] = useState(600)
  // `drawn` is the scroll position the browser has, `meant` the position in the whole list.
  const [position, setPosition] = useState({ drawn: 0, meant: 0 })
  const state = useRef({ drawn: 0, meant: 0, settle: undefined as ReturnType<typeof setTimeout> | undefined, ignore: -1 })

  const scaled = height < whole
  const meantOf = useCallback((drawn: number) => {
    if (!scaled || drawn <= edge) return drawn
    if (drawn >= height - edge) return whole - (height - drawn)
    return edge + ((drawn - edge) / (height - 2 * edge)) * (whole - 2 * edge)
  }, [scaled, height, whole])
  const drawnOf = useCallback((meant: number) => {
    if (!scaled || meant <= edge) return meant
    if (meant >= whole - edge) return height - (whole - meant)
    return edge + ((meant - edge) / (whole - 2 * edge)) * (height - 2 * edge)
  }, [scaled, height, whole])

  const place = useCallback((drawn: number, meant: number) => {
    state.current.drawn = drawn
    state.current.meant = meant
    setPosition((before) => (before.drawn === drawn && before.meant === meant ? before : { drawn, meant }))
  }, [])

  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setViewport(box.clientHeight)
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(box)
    return () => watcher.disconnect()
  }, [element])

  useEffect(() => {
    const box = element.current
    if (!box) return
    const own = state.current
    const onScroll = () => {
      const drawn = box.scrollTop
      if (drawn === own.ignore) {
        own.ignore = -1
        return
      }
      const step = drawn - own.drawn
      const isSmall = scaled && Math.abs(step) < box.clientHeight && drawn > 0 && drawn < box.scrollHeight - box.clientHeight
      // Drawn before the browser shows the moved list, so that no frame has empty rows.
      flushSync(() => place(drawn, isSmall ? own.meant + step : meantOf(drawn)))
      clearTimeout(own.settle)
      // After small steps the bar no longer stands where the row is: it is set right when the hand rests.
      if (isSmall) {
        own.settle = setTimeout(() => {
          const right = Math.round(drawnOf(own.meant))
          if (Math.abs(right - own.drawn) < 2) return
          own.ignore = right
          place(right, own.meant)
          box.scrollTop = right
        }, 160)
      }
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      box.removeEventListener('scroll', onScroll)
      clearTimeout(own.settle)
    }
  }, [element, scaled, meantOf, drawnOf, place])

  const room = Math.max(rowHeight, viewport - head)
  const first = Math.max(0, Math.floor(position.meant / rowHeight) - spare)
  const last = Math.min(count - 1, Math.ceil((position.meant + room) / rowHeight) + spare)
  const shift = position.drawn - position.meant
  return {
    height,
    first,
    last,
    pageRows: Math.max(1, Math.floor(room / rowHeight) - 1),
    topOf: (row) => Math.round(row * rowHeight + shift),
    scrollToRow(row) {
      const box = element.current
      if (!box) return
      const top = row * rowHeight
      const meant = top < state.current.meant ? top : top + rowHeight > state.current.meant + room ? top + rowHeight - room : state.current.meant
      if (meant === state.current.meant) return
      const drawn = Math.round(drawnOf(meant))
      state.current.ignore = drawn
      place(drawn, meant)
      box.scrollTop = drawn
    },
  }
}
