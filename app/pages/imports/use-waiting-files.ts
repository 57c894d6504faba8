import { useCallback, useEffect, useRef, useState } from 'react'
import { fileToSend, useAction } from '../../parts/api.js'
import { say } from '../../words/say.js'
import { lookedAt, withFiles, withoutName, type WaitingFile } from './waiting-file.js'

/** How many files are looked at together: more would only make each of them slower. */
const lookedAtOnce = 2

/** The files that wait to be imported; each is looked at as soon as it comes in. */
export function useWaitingFiles() {
  const [waiting, setWaiting] = useState<WaitingFile[]>([])
  const [twice, setTwice] = useState<string[]>([])
  const looking = useRef(new Set<string>())
  const { mutateAsync: preview } = useAction('imports.preview', { quiet: true, refresh: [] })

  const change = useCallback((key: string, to: Partial<WaitingFile>) => setWaiting((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one))), [])

  useEffect(() => {
    const next = waiting.filter((one) => one.state === 'looking' && !looking.current.has(one.key)).slice(0, Math.max(0, lookedAtOnce - looking.current.size))
    for (const one of next) {
      looking.current.add(one.key)
      preview({ files: [fileToSend(one.file)], ...(one.target === null ? {} : { target: one.target }) })
        .then(({ files: previews }) => {
          const [first] = previews
          const found = lookedAt(previews)
          if (!first) change(one.key, { state: 'failed', message: say('imports.failed.empty') })
          else if (found === 'refused') change(one.key, { state: 'refused', previews, message: previews.length > 1 ? say('imports.failed.members') : withoutName(first.refusal ?? say('imports.failed.unknown'), one.file.name) })
          else if (found === 'nothing') change(one.key, { state: 'refused', previews, message: say('imports.failed.nothing') })
          else change(one.key, { state: found, previews })
        })
        .catch((error: unknown) => change(one.key, { state: 'failed', message: error instanceof Error ? error.message : say('imports.failed.empty') }))
        .finally(() => {
          looking.current.delete(one.key)
          setWaiting((all) => [...all])
        })
    }
  }, [waiting, preview, change])

  return {
    waiting,
    twice,
    add: (files: readonly File[]) => {
      const result = withFiles(waiting, files)
      setWaiting(result.waiting)
      setTwice(result.twice)
    },
    change,
    remove: (key: string) => setWaiting((all) => all.filter((one) => one.key !== key)),
    /** With the site it is about the file is looked at again. */
    setTarget: (key: string, target: string) => change(key, { target, state: 'looking', previews: [], message: null }),
    clearDone: () => setWaiting((all) => all.filter((one) => one.state !== 'done')),
  }
}
