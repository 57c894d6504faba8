import type { Context } from '../model/operation.js'
import { siteOfScope } from './sites.js'
import type { TargetScope } from '../model/outside.js'

/** Answers held at once; each is small, since whole listings are never among them. */
const answersMax = 200
const answers = new Map<string, Promise<unknown>>()

/**
 * Works an answer out once for each state of a judged table. The name of the table says all it was made from, so the
 * same name gives the same answer; it is for what hangs on the table alone and costs more than one question to it.
 */
export function keptAnswer<Answer>(what: string, scope: TargetScope, key: string, { client }: Pick<Context, 'client'>, work: () => Promise<Answer>): Promise<Answer> {
  const name = JSON.stringify([what, client.id, siteOfScope(scope), key])
  const known = answers.get(name) as Promise<Answer> | undefined
  if (known !== undefined) return known
  const answer = work()
  answers.set(name, answer)
  // What failed may succeed the next time.
  answer.catch(() => answers.delete(name))
  if (answers.size > answersMax) answers.delete(answers.keys().next().value!)
  return answer
}
