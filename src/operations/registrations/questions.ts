import { z } from 'zod'
import { readBootstrap, registryQuestion } from '../../imports/registrations/bootstrap.js'
import { domainOfHost, isUnderPlatform, registrableDomain } from '../../model/domain.js'
import { CitewellError } from '../../model/error.js'
import { limits } from '../../model/limits.js'
import type { Context } from '../../model/operation.js'
import type { TargetScope } from '../../model/outside.js'
import { emptyProfile } from '../../model/profile.js'
import { parseHost } from '../../model/url.js'
import { clientSiteInput, siteAsked } from '../client-site.js'
import { isLoopbackName } from '../graph/release-layout.js'
import { ensureJudged } from '../judge.js'
import { linkQuery } from '../link-query.js'

/** Where IANA keeps the list of registry servers, RFC 9224. */
export const ianaRegistries = 'https://data.iana.org/rdap/dns.json'

/** What plan and fetch are asked with alike: what was planned is what is then asked. */
export const questionInputs = {
  domains: z.array(z.string().min(1).max(300)).max(limits.registryQuestionsMax).default([]).describe('Domains to ask about (default: the site and the other domains of its provider profile)'),
  site: clientSiteInput,
  referring: z.number().int().min(0).max(1_000).default(0).describe('Ask about so many referring domains as well: of no known identity, with findings, best link first. Their registries then learn that somebody looks at them'),
  days: z.number().int().min(0).max(3_650).default(30).describe('Not about those of which something was told within so many days'),
  registries: z.string().max(500).default(ianaRegistries).describe('Address of the list of registries, in the layout of IANA (RFC 9224)'),
}
type Asked = z.output<z.ZodObject<typeof questionInputs>>

export interface Question {
  domain: string
  server: string
  url: string
}

export interface Questions {
  questions: Question[]
  /** Of which something was told lately. */
  known: string[]
  /** Which no registry can be asked about, and why. */
  notAsked: Array<{ domain: string; why: string }>
}

/** Whom one would ask about which domains. Of all servers only the one with the list of registries is reached for this. */
export async function questionsFor(asked: Asked, context: Context): Promise<Questions> {
  checkRegistries(asked.registries, context.isHere)
  const domains = await domainsOf(asked, context)
  const told = await context.index.registrations()
  const freshFrom = new Date(Date.parse(context.now) - asked.days * 86_400_000).toISOString()
  const found: Questions = { questions: [], known: [], notAsked: [] }
  const open: string[] = []
  for (const domain of domains) {
    if (registrableDomain(domain) !== domain) found.notAsked.push({ domain, why: 'it is no domain that can be registered' })
    else if (isUnderPlatform(domain)) found.notAsked.push({ domain, why: 'it is a name below a platform, which nobody registers' })
    else if (told.get(domain)?.some(({ seenAt, seenBy }) => seenAt > freshFrom && seenBy.startsWith('rdap')) === true) found.known.push(domain)
    else open.push(domain)
  }
  if (open.length > limits.registryQuestionsMax) throw new CitewellError('invalid', `${open.length} domains are more than the ${limits.registryQuestionsMax} that are asked about in one go. Name fewer.`)
  if (open.length === 0) return found
  const servers = readBootstrap(await context.web.text(asked.registries, { bytesMax: limits.registryListBytesMax, signal: context.signal }))
  if (servers === undefined) throw new CitewellError('unavailable', `${asked.registries} is no list of registries in the layout of RFC 9224. Nothing was asked; try again later, or check the address.`)
  for (const domain of open) {
    const question = registryQuestion(domain, servers)
    if (question === undefined) found.notAsked.push({ domain, why: 'the list names no registry for it that answers such questions' })
    else found.questions.push({ domain, ...question })
  }
  return found
}

/** True where servers of this machine may be asked: their list was asked for from this machine by a person at it. */
export function isLocalList({ registries }: Pick<Asked, 'registries'>, { isHere }: Pick<Context, 'isHere'>): boolean {
  return isHere && isLoopbackName(new URL(registries).hostname)
}

/** Whom one asks how much, most first. */
export function serversOf(questions: readonly Question[]): Array<{ server: string; questions: number; domains: string[] }> {
  const servers = new Map<string, string[]>()
  for (const { server, domain } of questions) servers.set(server, [...(servers.get(server) ?? []), domain])
  return [...servers].map(([server, domains]) => ({ server, questions: domains.length, domains })).sort((a, b) => b.questions - a.questions || (a.server < b.server ? -1 : 1))
}

/** The plan as it is told before the first question. */
export function planWords({ questions, known, notAsked }: Questions, { willAsk }: { willAsk: boolean }): string {
  const some = (domains: readonly string[]) => `${domains.slice(0, 6).join(', ')}${domains.length > 6 ? ` and ${domains.length - 6} more` : ''}`
  const servers = serversOf(questions)
  return [
    questions.length === 0 ? 'There is nobody to ask.' : `${willAsk ? 'Asks' : 'Would ask'} ${servers.length === 1 ? 'one registry' : `${servers.length} registries`} ${questions.length === 1 ? 'one question' : `${questions.length} questions`}, one at a time, a second or more apart. Each learns which domains are asked about, and the address of this machine:`,
    ...servers.map(({ server, domains }) => `  ${server}  ${domains.length === 1 ? '1 domain' : `${domains.length} domains`}: ${some(domains)}`),
    ...(known.length === 0 ? [] : [`Told lately, and not asked about again: ${some(known)}`]),
    ...notAsked.slice(0, 10).map(({ domain, why }) => `Not asked about: ${domain}, since ${why}`),
    ...(notAsked.length > 10 ? [`… nor about ${notAsked.length - 10} more`] : []),
  ].join('\n')
}

function checkRegistries(registries: string, isHere: boolean): void {
  const url = URL.canParse(registries) ? new URL(registries) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') throw new CitewellError('invalid', '--registries is no address. Give one that begins with https://, or leave it out.')
  // Through a server one could otherwise have it look at any address.
  if (!isHere && registries !== ianaRegistries) throw new CitewellError('refused', 'Another list of registries than that of IANA can be named at the command line of the server only. Leave it out.')
}

async function domainsOf({ domains, site, referring }: Asked, context: Context): Promise<string[]> {
  const wanted = new Set<string>()
  const add = (name: string) => {
    const host = parseHost(name)
    wanted.add(host === undefined ? name.slice(0, 300) : domainOfHost(host))
  }
  for (const name of domains) add(name)
  if (domains.length > 0 && referring === 0) return [...wanted]
  const scope = await siteAsked(site, context)
  if (domains.length === 0) {
    add(scope.domain)
    for (const name of ((await context.desk.profile(scope.domain)) ?? emptyProfile).domains) add(name)
  }
  if (referring > 0) for (const domain of await suspects(scope, referring, context)) wanted.add(domain)
  return [...wanted]
}

/** Referring domains of which a decision may depend on who registered them when: unknown ones on which something was found. */
async function suspects(scope: TargetScope, count: number, context: Context): Promise<string[]> {
  const key = await ensureJudged(scope, context)
  const { rows } = await context.index.queryJudged(scope, key, linkQuery({ tier: [6], live: true, findings: true, onePerDomain: true, limit: count }))
  return rows.map(({ referringDomain }) => referringDomain)
}
