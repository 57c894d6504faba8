import { useCallback, useEffect, useRef, useState } from 'react'
import { fileToSend, sendingServer, usePlace, walled } from '../../parts/api.js'
import { messageOf } from '../../parts/tell.js'
import { say } from '../../words/say.js'
import { lookedAt, percentOfLook, withFiles, withoutName, type Look, type WaitingFile } from './waiting-file.js'

/** How many files are looked at together: more would only make each of them slower. */
const lookedAtOnce = 2

/** The files that wait to be imported; each is looked at as soon as it comes in. */
export function useWaitingFiles() {
  const [waiting, setWaiting] = useState<WaitingFile[]>([])
  const [twice, setTwice] = useState<string[]>([])
  const looking = useRef(new Map<string, AbortController>())
  const { client } = usePlace()

  const change = useCallback((key: string, to: Partial<WaitingFile>) => setWaiting((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one))), [])

  useEffect(() => {
    const next = waiting.filter((one) => one.state === 'looking' && !looking.current.has(one.key)).slice(0, Math.max(0, lookedAtOnce - looking.current.size))
    for (const one of next) {
      const stopper = new AbortController()
      looking.current.set(one.key, stopper)
      // Told by whole percents, so that a line is not drawn anew many times a second.
      const tell = (look: Look) => setWaiting((all) => all.map((line) => (line.key === one.key && line.state === 'looking' && (line.progress?.step !== look.step || percentOfLook(line.progress) !== percentOfLook(look)) ? { ...line, progress: look } : line)))
      sendingServer(({ sent, total }) => tell({ step: 'sending', done: sent, total }))
        .call('imports.preview', walled('imports.preview', { files: [fileToSend(one.file)], ...(one.target === null ? {} : { target: one.target }) }, { client, organisation: undefined }), {
          signal: stopper.signal,
          onProgress: ({ done, total }) => { if (total !== null) tell({ step: 'reading', done, total }) },
        })
        .then(({ files: previews }) => {
          const [first] = previews
          const found = lookedAt(previews)
          if (!first) change(one.key, { state: 'failed', message: say('imports.failed.empty') })
          else if (found === 'refused') change(one.key, { state: 'refused', previews, message: previews.length > 1 ? say('imports.failed.members') : withoutName(first.refusal ?? say('imports.failed.unknown'), one.file.name) })
          else if (found === 'nothing') change(one.key, { state: 'refused', previews, message: say('imports.failed.nothing') })
          else change(one.key, { state: found, previews })
        })
        .catch((error: unknown) => { if (!stopper.signal.aborted) change(one.key, { state: 'failed', message: messageOf(error) }) })
        .finally(() => {
          looking.current.delete(one.key)
          setWaiting((all) => [...all])
        })
    }
  }, [waiting, client, change])

  // Nobody waits for the look at a file once the page is left.
  useEffect(() => {
    const all = looking.current
    return () => all.forEach((stopper) => stopper.abort())
  }, [])

  return {
    waiting,
    twice,
    add: (files: readonly File[]) => {
      const result = withFiles(waiting, files)
      setWaiting(result.waiting)
      setTwice(result.twice)
    },
    change,
    /** Takes it out of the list; the look at it, or its sending, stops. */
    remove: (key: string) => {
      looking.current.get(key)?.abort()
      setWaiting((all) => all.filter((one) => one.key !== key))
    },
    /** With the site it is about the file is looked at again. */
    setTarget: (key: string, target: string) => change(key, { target, state: 'looking', previews: [], message: null, progress: null }),
    clearDone: () => setWaiting((all) => all.filter((one) => one.state !== 'done')),
  }
}
