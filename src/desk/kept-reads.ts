import { deserialize, serialize } from 'node:v8'
import type { Answerer, RequestBody } from './requests.js'
import { isSelect } from './units.js'

/** Bytes of one answer that is kept, and of all together; the one used longest ago goes first. */
const answerBytesMax = 64 * 1024
const keptBytesMax = 8 * 1024 * 1024

/** What makes two answers to one question differ although nothing was saved between, or does more than read. */
const unsteady = /\b(?:for\s+(?:no\s+key\s+)?(?:update|share|key)|now|random|nextval|lastval|currval|setval|set_config|current_\w+|localtime\w*|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|gen_random_uuid|uuid\w*|pg_\w+|txid_\w+)\b/iu

/**
 * Keeps what single `SELECT`s answered until anything may have been saved. Every request of the server asks who it is,
 * which clients there are and which revision counts, and each such question takes the embedded database a millisecond.
 *
 * **Only for the owner of an embedded database,** whom everything passes that anybody saves there. Nothing older than
 * the last saving is ever given: all is forgotten when a change sets out, nothing is kept while one is under way, and
 * all is forgotten again when it ended. What a transaction changes is seen by nobody before its commit.
 */
export function keepingReads(engine: Answerer): Answerer {
  const kept = new Map<string, Buffer>()
  let keptBytes = 0
  let changes = 0
  let underWay = 0
  const steady = new Map<string, boolean>()

  const isKept = (sql: string) => {
    let known = steady.get(sql)
    // Statements are texts of the program, so there are few; should there be many after all, they are looked at anew.
    if (known === undefined) {
      if (steady.size > 2_000) steady.clear()
      steady.set(sql, (known = isSelect(sql) && !unsteady.test(sql)))
    }
    return known
  }
  const forget = () => {
    changes += 1
    kept.clear()
    keptBytes = 0
  }
  const keep = (name: string, answer: unknown) => {
    const bytes = serialize(answer)
    if (bytes.length > answerBytesMax) return
    kept.set(name, bytes)
    keptBytes += bytes.length + name.length
    for (const [oldest, { length }] of kept) {
      if (keptBytes <= keptBytesMax) break
      kept.delete(oldest)
      keptBytes -= length + oldest.length
    }
  }

  async function read(request: RequestBody & { kind: 'query' }): Promise<unknown> {
    const name = JSON.stringify([request.sql, request.params])
    const known = kept.get(name)
    if (known !== undefined) {
      kept.delete(name)
      kept.set(name, known)
      return deserialize(known)
    }
    const asked = changes
    const answer = await engine.ask(request)
    if (changes === asked && underWay === 0 && !kept.has(name)) keep(name, answer)
    return answer
  }

  async function change(request: RequestBody): Promise<unknown> {
    forget()
    underWay += 1
    try {
      return await engine.ask(request)
    } finally {
      underWay -= 1
      forget()
    }
  }

  return {
    ask(request) {
      if (request.kind === 'query' && request.lease === null) return isKept(request.sql) ? read(request) : change(request)
      if (request.kind === 'commit' || (request.kind === 'script' && request.lease === null)) return change(request)
      return engine.ask(request)
    },
    close: () => engine.close(),
  }
}
