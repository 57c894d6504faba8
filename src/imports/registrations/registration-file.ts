import { csvReader, rankDelimiters } from '../../lib/csv.js'
import { decodeText } from '../../lib/text-encoding.js'
import { readWhole, type FileInput } from '../../model/file-input.js'
import { parseInstant } from '../../model/instant.js'
import { limits } from '../../model/limits.js'
import { ProblemList } from '../../model/problem.js'
import type { Registration } from '../../model/registration.js'
import { isObject, parseOr } from '../json-items.js'
import { dateOrderIn, readDate, type DateOrder } from '../read-date.js'
import { headerKey } from '../recognise-export.js'
import { domainOf, nameServersOf, readRdapDomain, registrarName, statusesOf } from './rdap-answer.js'

export interface RegistrationFile {
  kind: 'rdap' | 'list' | 'unknown'
  rows: number
  registrations: Registration[]
  problems: ProblemList
}

/** Columns of a list of domains as registrars hand it out, by our field. */
const columns: Readonly<Record<'domain' | 'registrar' | 'created' | 'changed' | 'expires' | 'status' | 'nameServers', RegExp>> = {
  domain: /^(?:domain|domains|domain ?names?|domainname|name|fqdn|domäne|domaine|nom de domaine|dominio)$/u,
  registrar: /^(?:registrar|sponsoring registrar|registrar name|provider|anbieter|bureau d'enregistrement)$/u,
  created: /^(?:created|created (?:on|at|date)|creat(?:e|ion) date|createdon|createdat|createdate|creationdate|registered|registered on|registration date|registrationdate|registriert|registriert am|date de création|fecha de creación)$/u,
  changed: /^(?:changed|updated|updated (?:on|at|date)|last (?:changed|updated|modified)|update date|updatedate)$/u,
  expires: /^(?:expires|expires? (?:on|at|date)|expir(?:y|ation)|expir(?:y|ation) (?:date|time)|expireson|expiresat|expirydate|expirationdate|expiredate|expire|renew(?:al)?(?: date| on)?|renewaldate|valid (?:until|to)|paid (?:until|till)|ablaufdatum|ablauf|läuft ab am|date d'expiration|expiration le|fecha de vencimiento|vencimiento)$/u,
  status: /^(?:status|domain status|epp status|state)$/u,
  nameServers: /^(?:name ?servers?|nameserver ?\d|name server ?\d|ns|ns ?\d|dns|dns ?\d|dns servers?)$/u,
}
type Field = keyof typeof columns

/**
 * Reads a file of registration data: answers of registries as JSON (one, a list of them, or one a line), or a table with
 * a column of domains, as registrars hand it out. What can't be read is told row by row; nothing is guessed.
 */
export async function readRegistrationFile(file: FileInput, { seenAt }: { seenAt: string }): Promise<RegistrationFile> {
  const bytes = await readWhole(file, limits.registrationFileBytesMax)
  let text = ''
  for await (const part of decodeText(oneOf(bytes))) text += part
  const read: RegistrationFile = { kind: 'unknown', rows: 0, registrations: [], problems: new ProblemList() }
  const note = (line: number | null, cause: string, message: string) => read.problems.add({ file: file.name, offset: null, line, cause, message })
  if (/^\s*[[{]/u.test(text)) readAnswers(text, { seenAt, seenBy: `rdap-file:${file.name}` }, read, note)
  else readTable(text, { seenAt, seenBy: `list:${file.name}` }, read, note)
  return read
}

type Note = (line: number | null, cause: string, message: string) => void

function readAnswers(text: string, told: { seenBy: string; seenAt: string }, read: RegistrationFile, note: Note): void {
  read.kind = 'rdap'
  const whole = parseOr(text)
  const items = whole !== undefined ? (Array.isArray(whole) ? whole : listIn(whole)).map((value: unknown, at) => ({ line: at + 1, value })) : linesOf(text)
  for (const { line, value } of items) {
    read.rows += 1
    if (!hasRoom(read, line, note)) return
    const answer = value === undefined ? { problem: 'it is no JSON' } : readRdapDomain(value, told)
    if ('problem' in answer) note(line, 'no-registration', `answer ${line}: ${answer.problem}`)
    else {
      read.registrations.push(answer.registration)
      for (const one of answer.notes) note(line, 'bad-date', `answer ${line}, ${answer.registration.domain}: ${one}; it was read without it`)
    }
  }
}

/** A search answers with its finds in one list (RFC 9083, section 8). */
function listIn(document: unknown): readonly unknown[] {
  return isObject(document) && Array.isArray(document['domainSearchResults']) ? document['domainSearchResults'] : [document]
}

function linesOf(text: string): Array<{ line: number; value: unknown }> {
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line: at + 1, value: parseOr(line) }]))
}

function readTable(text: string, told: { seenBy: string; seenAt: string }, read: RegistrationFile, note: Note): void {
  const reader = csvReader({ delimiter: rankDelimiters(text.slice(0, 65_536))[0] ?? ',', rowCharsMax: limits.rowBytesMax, columnsMax: limits.columnsMax })
  const rows = [...reader.push(text), ...reader.end()].filter((row) => row.fault === undefined && row.cells.some((cell) => cell.trim() !== ''))
  const at = rows.slice(0, 20).findIndex(({ cells }) => cells.some((cell) => columns.domain.test(headerKey(cell))) && cells.some((cell) => fieldOf(cell) !== undefined && fieldOf(cell) !== 'domain'))
  if (at === -1) return note(null, 'unknown-file', 'it is neither an answer of a registry (RDAP) nor a table with columns for the domain and for the registrar, the dates or the name servers. Export the list of domains with a row of headers.')
  read.kind = 'list'
  const places = new Map<Field, number[]>()
  for (const [column, cell] of rows[at]!.cells.entries()) {
    const field = fieldOf(cell)
    if (field !== undefined && (field === 'nameServers' || !places.has(field))) places.set(field, [...(places.get(field) ?? []), column])
  }
  const body = rows.slice(at + 1)
  const order = orderOf(body.flatMap(({ cells }) => (['created', 'changed', 'expires'] as const).flatMap((field) => (places.get(field) ?? []).map((column) => cells[column] ?? ''))))
  for (const { line, cells } of body) {
    read.rows += 1
    if (!hasRoom(read, line, note)) return
    const cell = (field: Field) => (places.get(field) ?? []).map((column) => cells[column]?.trim() ?? '').filter((one) => one !== '')
    const domain = domainOf(cell('domain')[0])
    if (domain === undefined) {
      note(line, 'no-domain', `"${(cell('domain')[0] ?? '').slice(0, 60)}" is no domain that can be registered`)
      continue
    }
    const day = (field: 'created' | 'changed' | 'expires'): string | null => {
      const [written] = cell(field)
      if (written === undefined || /^(?:-+|n\/?a|none|null|unknown)$/iu.test(written)) return null
      const found = dayOf(written, order)
      if (found === undefined) note(line, 'bad-date', `${domain}: "${written.slice(0, 40)}" is no date, or could be two; it was read without it. Write dates as 2026-09-28.`)
      return found ?? null
    }
    read.registrations.push({
      domain, ...told, registered: true, registrar: registrarName(cell('registrar')[0]), registrarId: null,
      createdOn: day('created'), changedOn: day('changed'), expiresOn: day('expires'),
      statuses: statusesOf(cell('status').flatMap((one) => one.split(/[,;|]/u))), nameServers: nameServersOf(cell('nameServers').flatMap((one) => one.split(/[\s,;|]+/u))),
    })
  }
}

function fieldOf(header: string): Field | undefined {
  const key = headerKey(header).replaceAll(/[_-]/gu, ' ')
  return (Object.keys(columns) as Field[]).find((field) => columns[field].test(key))
}

/** How the file writes day and month; undefined where its dates don't tell, and then such dates are not read. */
function orderOf(cells: readonly string[]): DateOrder | undefined {
  const seen = new Set(cells.map(dateOrderIn))
  return seen.has('day-first') === seen.has('month-first') ? undefined : seen.has('day-first') ? 'day-first' : 'month-first'
}

function dayOf(text: string, order: DateOrder | undefined): string | undefined {
  const iso = parseInstant(text)
  if (iso !== undefined) return iso.slice(0, 10)
  const [one, other] = [readDate(text, 'day-first'), readDate(text, 'month-first')]
  const read = order === undefined ? (one === other ? one : undefined) : order === 'day-first' ? one : other
  return read?.slice(0, 10)
}

function hasRoom({ rows }: RegistrationFile, line: number, note: Note): boolean {
  if (rows <= limits.registrationsOfFileMax) return true
  note(line, 'too-many', `more than ${limits.registrationsOfFileMax} rows; what follows was not read. Split the file.`)
  return false
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
