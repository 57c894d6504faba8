import type { Operation } from '../../model/operation.js'
import { exitCodes } from '../cli/exit.js'
import { answerSchema, inputFields, kebab, toolName, type InputField, type JsonSchema } from '../schemas.js'
import { isReadable, nounOf, pathOf } from './openapi.js'
import { statuses } from './statuses.js'

/** A page to read about every operation, printed from the declarations. Loads nothing from anywhere. */
export function apiPage(operations: readonly Operation[], version: string): string {
  const nouns = [...new Set(operations.map(nounOf))]
  return html('Citewell API', `
<header>
  <p class="mark"><span aria-hidden="true">[+]</span> Citewell ${escape(version)}</p>
  <h1>Everything you can ask for, at every door</h1>
  <p>Each operation is a command, an HTTP route and, where marked, an MCP tool; the answer is the same. The machine-readable form of this page is <a href="/openapi.json">openapi.json</a>.</p>
</header>
<nav aria-label="Operations">
  <ul>${nouns.map((noun) => `<li><a href="#${noun}">${noun}</a> <span class="soft">${operations.filter((operation) => nounOf(operation) === noun).map((operation) => `<a href="#${operation.id}">${escape(operation.id.slice(noun.length + 1))}</a>`).join(', ')}</span></li>`).join('')}</ul>
</nav>
<main>
  <section aria-labelledby="asking">
    <h2 id="asking">How to ask</h2>
    <p>POST takes JSON, or an upload (<code>multipart/form-data</code>) with a part for each input. A file in JSON is <code>{"name": …, "text": …}</code> or <code>{"name": …, "base64": …}</code>. Operations that change nothing and need no file also answer to GET; a list is given by repeating the parameter or with commas.</p>
    <p>With <code>Accept: application/x-ndjson</code> or <code>text/event-stream</code>, rows and progress come one event at a time: <code>row</code>, <code>progress</code>, and at the end <code>result</code> or <code>error</code>.</p>
    <p>MCP is at <code>/mcp</code>. Where there are accounts, programs send a token: <code>Authorization: Bearer …</code>; a server that answers this machine only and has none takes requests as they are.</p>
    <h3 id="errors">Errors</h3>
    <p>One shape: <code>{"error": {"code": …, "message": …}}</code>.</p>
    <div class="wide" tabindex="0" role="region" aria-label="Codes of errors"><table><thead><tr><th scope="col">code</th><th scope="col">HTTP status</th><th scope="col">exit code</th><th scope="col">meaning</th></tr></thead><tbody>
    ${Object.entries(statuses).map(([code, { status, description }]) => `<tr><th scope="row"><code>${code}</code></th><td class="number">${status}</td><td class="number">${exitCodes[code as keyof typeof exitCodes]}</td><td>${escape(description)}</td></tr>`).join('\n')}
    </tbody></table></div>
  </section>
  ${nouns.map((noun) => `<section aria-labelledby="${noun}"><h2 id="${noun}">${noun}</h2>${operations.filter((operation) => nounOf(operation) === noun).map(operationPart).join('\n')}</section>`).join('\n')}
</main>`)
}

/** The page at `/` of a server that has no report to show. */
export function indexPage(version: string): string {
  return html('Citewell', `
<main>
  <p class="mark"><span aria-hidden="true">[+]</span> Citewell ${escape(version)}</p>
  <h1>Citewell is running</h1>
  <ul>
    <li><a href="/api">What you can ask for</a>, for people</li>
    <li><a href="/openapi.json">openapi.json</a>, for programs</li>
    <li><code>/mcp</code>, for assistants that speak MCP</li>
  </ul>
</main>`)
}

/** What a browser shows that went to an address which can't be shown: what happened, and the way back. */
export function errorPage(message: string, signInFirst: boolean): string {
  return html('Citewell', `
<main>
  <p class="mark"><span aria-hidden="true">[+]</span> Citewell</p>
  <h1>This can't be shown</h1>
  <p>${escape(message)}</p>
  <p>${signInFirst ? '<a href="/sign-in">Sign in</a>, then open the address again.' : '<a href="/">Back to Citewell</a>'}</p>
</main>`)
}

function operationPart(operation: Operation): string {
  const path = pathOf(operation)
  const methods = isReadable(operation) ? 'GET or POST' : 'POST'
  const marks = [effectInWords[operation.effect], ...(operation.long ? ['may take long'] : []), ...(operation.rows ? ['streams rows'] : []), ...(operation.mcp ? [`MCP tool <code>${toolName(operation)}</code>`] : [])]
  return `<article id="${operation.id}" aria-labelledby="${operation.id}-title">
  <h3 id="${operation.id}-title">${escape(operation.summary)}</h3>
  <p><code>${methods} ${path}</code></p>
  ${operation.description ? `<p>${escape(operation.description)}</p>` : ''}
  <p class="soft">${marks.join(' · ')}</p>
  <pre tabindex="0" aria-label="Example">${escape(operation.example)}</pre>
  ${inputTable(operation)}
  <details><summary>Answer</summary>${schemaTable(answerSchema(operation), `Answer of ${operation.id}`)}</details>
</article>`
}

const effectInWords = { read: 'changes nothing', write: 'changes your records', send: 'reaches somebody outside; needs an explicit yes (--yes, or the header citewell-yes with its id)', approve: 'gives a yes others wait for', administer: 'changes who may do what' } as const

function inputTable(operation: Operation): string {
  const fields = inputFields(operation)
  if (fields.length === 0) return '<p>Takes no input.</p>'
  const positional = operation.positional ?? []
  return `<div class="wide" tabindex="0" role="region" aria-label="Inputs of ${operation.id}"><table><thead><tr><th scope="col">input</th><th scope="col">at the command line</th><th scope="col">kind</th><th scope="col">meaning</th></tr></thead><tbody>
  ${fields.map((field) => `<tr><th scope="row"><code>${field.name}</code></th><td><code>${escape(positional.includes(field.name) ? kebab(field.name).toUpperCase() : `--${kebab(field.name)}`)}</code></td><td>${kindInWords(field)}</td><td>${escape(field.description)}${notesOf(field)}</td></tr>`).join('\n')}
  </tbody></table></div>`
}

function kindInWords({ kind, array, required }: InputField): string {
  const one = kind === 'json' ? 'JSON' : kind === 'boolean' ? 'yes or no' : kind === 'graph' ? 'name of a graph' : kind === 'target' ? 'file to write, at the command line only' : kind
  return `${array ? `list of ${one}` : one}${required ? ', needed' : ''}`
}

function notesOf({ choices, default: byDefault }: InputField): string {
  const notes = [
    ...(choices.length > 0 ? [`one of ${choices.map((choice) => `<code>${escape(choice)}</code>`).join(', ')}`] : []),
    ...(byDefault === undefined || (Array.isArray(byDefault) && byDefault.length === 0) ? [] : [`by default <code>${escape(JSON.stringify(byDefault))}</code>`]),
  ]
  return notes.length === 0 ? '' : ` <span class="soft">(${notes.join('; ')})</span>`
}

function schemaTable(schema: JsonSchema, label: string): string {
  const rows = flat(schema, '')
  return `<div class="wide" tabindex="0" role="region" aria-label="${escape(label)}"><table><thead><tr><th scope="col">key</th><th scope="col">kind</th><th scope="col">meaning</th></tr></thead><tbody>
  ${rows.map(({ key, kind, description }) => `<tr><th scope="row"><code>${escape(key)}</code></th><td>${escape(kind)}</td><td>${escape(description)}</td></tr>`).join('\n')}
  </tbody></table></div>`
}

/** Keys with their place: `rows[].tier`. Three levels down is as far as a table stays readable. */
function flat(schema: JsonSchema, prefix: string, depth = 0): Array<{ key: string; kind: string; description: string }> {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const key = prefix + name
    const item = property.type === 'array' ? (property.items ?? {}) : property
    const inner = depth < 3 && item.properties ? flat(item, `${key}${property.type === 'array' ? '[].' : '.'}`, depth + 1) : []
    return [{ key, kind: typeInWords(property), description: property.description ?? '' }, ...inner]
  })
}

function typeInWords(schema: JsonSchema): string {
  if (schema.type === 'array') return `list of ${typeInWords(schema.items ?? {})}`
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeInWords))].join(' or ')
  if (schema.type === 'null') return 'nothing'
  return [schema.type ?? (schema.enum ? 'text' : 'anything')].flat().map((type) => (type === 'string' ? 'text' : type)).join(' or ')
}

function html(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style>${css}</style>
</head>
<body>${body}
</body>
</html>
`
}

/** Tokens of the house: paper, ink, one accent. */
const css = `
:root { --paper: #FBFAF7; --raised: #FFFFFF; --sunken: #F3F1EB; --ink: #1B2A33; --soft: #51626C; --line: #DAD7CE; --accent: #0B6E69 }
@media (prefers-color-scheme: dark) { :root { --paper: #12181C; --raised: #1A2228; --sunken: #0D1215; --ink: #E9EEF0; --soft: #A9B6BC; --line: #2B363D; --accent: #4FC4BC } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 960px; background: var(--paper); color: var(--ink); font: 15px/1.5 Inter, system-ui, sans-serif }
h1, h2, h3 { font-family: "Source Serif 4", Georgia, serif; line-height: 1.25; text-wrap: balance }
h1 { font-size: 32px; margin: 8px 0 16px } h2 { font-size: 24px; margin: 48px 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--line) } h3 { font-size: 18px; margin: 0 0 8px }
a { color: var(--accent); text-underline-offset: 2px } a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.mark { font-weight: 600; margin: 0 } .soft { color: var(--soft) }
article { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 16px 20px; margin: 16px 0; scroll-margin-top: 16px }
article p { margin: 8px 0 } nav ul { list-style: none; padding: 0; columns: 2; column-gap: 32px } nav li { break-inside: avoid; padding: 2px 0 }
code, pre { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace } pre { background: var(--sunken); border-radius: 6px; padding: 8px 12px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: 13.5px } th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line) } thead th { color: var(--soft); font-weight: 500 } tbody th { font-weight: 400 } .number { font-variant-numeric: tabular-nums }
summary { cursor: pointer; color: var(--accent); padding: 4px 0 }
@media (max-width: 640px) { nav ul { columns: 1 } }
@media print { body { max-width: none } details { display: block } }
`

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
