/** How much of what a person hands in has left the browser. */
export interface Sent {
  sent: number
  total: number
}

/**
 * `fetch` that tells how far the sending is, which the browser's own does not. The answer comes as a stream too, so that
 * the progress of long work is told while it goes on.
 */
export function sendingFetch(onSent: (sent: Sent) => void): typeof fetch {
  return (address, { method = 'GET', headers, body, signal } = {}) => new Promise<Response>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const encoder = new TextEncoder()
    let read = 0
    /** True once nobody reads on: the asker has what it wanted, or it was stopped. */
    let isOver = false
    let stream: ReadableStreamDefaultController<Uint8Array>
    const answer = new ReadableStream<Uint8Array>({ start: (controller) => { stream = controller }, cancel: () => { isOver = true } })
    const take = () => {
      const text = request.responseText.slice(read)
      read += text.length
      if (text !== '' && !isOver) stream.enqueue(encoder.encode(text))
    }
    const fail = (reason: unknown) => {
      // Before there is an answer the call fails, and afterwards its stream.
      reject(reason as Error)
      if (!isOver) stream.error(reason)
      isOver = true
    }
    request.open(method, String(address))
    new Headers(headers).forEach((value, name) => request.setRequestHeader(name, value))
    request.upload.addEventListener('progress', ({ loaded, total }) => onSent({ sent: loaded, total }))
    request.addEventListener('readystatechange', () => {
      if (request.readyState === XMLHttpRequest.HEADERS_RECEIVED) resolve(new Response(answer, { status: request.status, headers: headersOf(request.getAllResponseHeaders()) }))
    })
    request.addEventListener('progress', take)
    request.addEventListener('load', () => {
      take()
      if (!isOver) stream.close()
      isOver = true
    })
    request.addEventListener('error', () => fail(new TypeError('The server was not reached.')))
    request.addEventListener('abort', () => fail(signal?.reason ?? new DOMException('Stopped.', 'AbortError')))
    if (signal?.aborted) return reject(signal.reason as Error)
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(body as XMLHttpRequestBodyInit | null)
  })
}

function headersOf(lines: string): Headers {
  const headers = new Headers()
  for (const line of lines.split('\r\n')) {
    const at = line.indexOf(':')
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim())
  }
  return headers
}
