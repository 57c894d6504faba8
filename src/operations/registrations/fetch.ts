import { z } from 'zod'
import { notRegistered, readRdapDomain, type Told } from '../../imports/registrations/rdap-answer.js'
import { countOf } from '../../lib/number-words.js'
import { limits } from '../../model/limits.js'
import { defineOperation } from '../../model/operation.js'
import type { WebAnswer } from '../../model/outside.js'
import type { Registration } from '../../model/registration.js'
import { judgeAfter } from '../judge-after.js'
import { keepRegistrations } from './keep-registrations.js'
import { isLocalList, planWords, questionInputs, questionsFor } from './questions.js'
import { registrationRow, RegistrationRowSchema, registrationWords } from './registration-row.js'

/** Answers that are kept at one go: what a power cut can cost. */
const keptAtOnce = 20

export default defineOperation({
  id: 'registrations.fetch',
  summary: 'Ask the registries (RDAP) about the registration of the provider’s domains, and of others that are named',
  description: 'Asks only when a person says so, tells first whom it will ask and how many questions, and asks one at a time; registrations plan tells the same and asks nobody. Kept are registrar, days, status and name servers, and nothing of persons. What was answered is kept at once, so that the same command goes on where it stopped. As a job (jobs start, with --confirm) it shows how far it is, can be stopped, and goes on when resumed.',
  effect: 'send',
  long: true,
  resumes: true,
  jobTitle: ({ domains }) => `Ask registries about ${domains.length === 0 ? 'the provider’s domains' : countOf(domains.length, 'domain')}`,
  inSteps: true,
  input: z.object(questionInputs),
  output: z.object({
    rows: z.array(RegistrationRowSchema).describe('What was answered'),
    problems: z.array(z.object({ domain: z.string(), problem: z.string() })).describe('Domains that are as little known as before, and why'),
    known: z.array(z.string()), notAsked: z.array(z.object({ domain: z.string(), why: z.string() })),
  }),
  table: 'rows',
  shown: ['domain', 'expiresOn', 'daysLeft', 'registrar', 'createdOn', 'nameServers'],
  positional: ['domains'],
  example: 'citewell registrations fetch --site clinic.example --yes',
  words: ({ rows, problems }) => [
    `${countOf(rows.length, 'registration')} told${problems.length === 0 ? '' : `, ${countOf(problems.length, 'question')} without an answer`}.`,
    ...rows.slice(0, 50).map((row) => `${row.domain}: ${registrationWords(row)}`),
    ...(rows.length > 50 ? [`… and ${rows.length - 50} more; registrations list shows them`] : []),
    ...problems.slice(0, 20).map(({ domain, problem }) => `${domain}: not known. ${problem}`),
    ...(problems.length > 20 ? [`… and ${problems.length - 20} more; --json lists them`] : []),
  ].join('\n'),
  async run(input, context) {
    const { index, now, signal, web } = context
    context.progress({ stage: 'Looking up the registries', done: 0, total: null, unit: 'questions' })
    const found = await questionsFor(input, context)
    context.tell(planWords(found, { willAsk: true }))
    const byUrl = new Map(found.questions.map((question) => [question.url, question]))
    const answered: string[] = []
    const problems: Array<{ domain: string; problem: string }> = []
    let kept: Registration[] = []
    const keep = async () => {
      const those = kept
      kept = []
      await keepRegistrations(those, { index })
    }
    try {
      for await (const answer of web.answers([...byUrl.keys()], { accept: 'application/rdap+json, application/json;q=0.9', bytesMax: limits.registryAnswerBytesMax, isLocal: isLocalList(input, context), signal })) {
        const { domain, server } = byUrl.get(answer.url)!
        const read = readAnswer(answer, { domain, seenAt: now, seenBy: `rdap:${new URL(server).host}` })
        if ('problem' in read) problems.push({ domain, problem: read.problem })
        else {
          kept.push(read.registration)
          answered.push(domain)
          for (const note of read.notes) problems.push({ domain, problem: `${note}; the rest was kept` })
        }
        context.progress({ stage: 'Asking registries', done: answered.length + problems.length, total: found.questions.length, unit: 'questions' })
        if (kept.length >= keptAtOnce) await keep()
      }
    } finally {
      // Stopped or failed in between: what was answered is not asked again.
      await keep()
    }
    if (answered.length > 0) await judgeAfter(input.site, context)
    const all = await index.registrations()
    return { rows: answered.flatMap((domain) => (all.has(domain) ? [registrationRow(all.get(domain)!, now)] : [])), problems, known: found.known, notAsked: found.notAsked }
  },
})

/** An answer as a registration, or what is wrong with it. A registry says "not found" of a name that is not registered (RFC 7480); a page of words in its place is the word of somebody else. */
function readAnswer(answer: WebAnswer, told: Required<Told>): { registration: Registration; notes: string[] } | { problem: string } {
  if ('problem' in answer) return { problem: answer.problem }
  const { status, contentType, text } = answer
  let value: unknown
  try {
    value = text.trim() === '' ? undefined : JSON.parse(text)
  } catch {
    return { problem: `the server answered ${status} with what is no JSON${contentType === '' ? '' : ` (${contentType.slice(0, 60)})`}` }
  }
  if (status === 404) {
    const isOfRegistry = value === undefined || contentType === 'application/rdap+json' || (typeof value === 'object' && value !== null && 'errorCode' in value && Number(value.errorCode) === 404)
    return isOfRegistry ? { registration: notRegistered(told.domain, told), notes: [] } : { problem: 'the server answered 404, and not in the way of a registry' }
  }
  if (status !== 200) return { problem: `the server answered ${status}` }
  return readRdapDomain(value, told)
}
