import { createInterface } from 'node:readline/promises'
import type { Readable } from 'node:stream'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { localActor } from '../../model/actor.js'
import { asCitewellError, CitewellError } from '../../model/error.js'
import { graphPlaceOf } from '../../model/graph-place.js'
import type { Operation } from '../../model/operation.js'
import type { Outside } from '../../model/outside.js'
import { inputFields, kebab, makesFiles, reservedInWords, type InputField } from '../schemas.js'
import { reservedInputs, wallOf } from '../wall.js'
import { errorBody } from '../call.js'
import { printable, printableLines } from '../text.js'
import { canBeJob } from '../jobs/prepare-job.js'
import { valueOfText } from '../text-input.js'
import { answer, type Form } from './answer.js'
import { exitCodes, stoppedExitCode } from './exit.js'
import { filesOfPath, targetOfPath, writeMadeFiles, type MadeFile } from './file-paths.js'
import { homeDir } from './home.js'
import { progressBar } from './progress-bar.js'
import type { OperationSummary } from './summary.js'
import { coloursOf, write, type Terminal } from './terminal.js'

export interface CliOptions {
  version: string
  /** All there are; only the one asked for is loaded. */
  summaries: readonly OperationSummary[]
  load(id: string): Promise<Operation>
  terminal: Terminal
  /** Opens what is outside for one command; closed when it ends. */
  openOutside(home: string, needed?: { lists: boolean }): Promise<Outside & { close(): Promise<void> }>
  now(): string
  signal: AbortSignal
  /** Commands that are no operation: `serve`, `mcp`. */
  doorCommands?: ReadonlyArray<DoorCommand>
  /** Told when an answer tells of something that must be mended. */
  onFailed?(): void
}

export interface DoorCommand {
  /** Stands among the commands of this noun. */
  noun?: string
  name: string
  summary: string
  example: string
  options: ReadonlyArray<{ flags: string; description: string }>
  run(options: Record<string, string | boolean | undefined>, home: string): Promise<void>
}

/** Runs one command; gives its exit code. Prints one clear line for a failure, and a stack only with CITEWELL_DEBUG. */
export async function runCli(argv: readonly string[], options: CliOptions): Promise<number> {
  const { terminal, signal } = options
  const reader = new AbortController()
  // A reader that has seen enough (`| head`) closes the pipe: that is an end, not an error.
  const onPipeError = (error: NodeJS.ErrnoException) => reader.abort(error)
  terminal.stdout.on('error', onPipeError)
  try {
    let exitCode = 0
    const program = await programOf(argv, { ...options, signal: AbortSignal.any([signal, reader.signal]), onFailed: () => (exitCode = exitCodes.invalid) })
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (reader.signal.aborted) return (reader.signal.reason as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : exitCodes.unavailable
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.invalid
    const known = asCitewellError(error)
    await write(terminal.stderr, `${coloursOf(terminal.stderr, terminal.env).stop(known.code)}: ${printable(errorBody(known).error.message)}\n`)
    if (terminal.env.CITEWELL_DEBUG) await write(terminal.stderr, `${inFull(known)}\n`)
    return signal.aborted ? stoppedExitCode : exitCodes[known.code]
  } finally {
    terminal.stdout.off('error', onPipeError)
    // Late errors of a pipe that is gone must not end the program with a stack.
    terminal.stdout.on('error', () => undefined)
  }
}

async function programOf(argv: readonly string[], options: CliOptions): Promise<Command> {
  const { terminal, summaries, version, doorCommands = [] } = options
  const { bold } = coloursOf(terminal.stdout, terminal.env)
  const program = new Command('citewell')
    .description('Who links to you, what each link is, what it is worth, and why.')
    .option('--home <dir>', 'folder with everything Citewell keeps (default: $CITEWELL_HOME, or the data folder of the system)')
    .helpOption('-h, --help', 'print help')
    .configureHelp({ showGlobalOptions: true, styleTitle: bold, sortSubcommands: false })
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      outputError: (text, writeErr) => writeErr(`${text.trim().replace(/^error: /, `${coloursOf(terminal.stderr, terminal.env).stop('invalid')}: `).replaceAll('\n', ' ')}\n`),
      getOutHelpWidth: () => terminal.stdout.columns ?? 100,
      getErrHelpWidth: () => terminal.stderr.columns ?? 100,
    })
    .showSuggestionAfterError(true)
    .exitOverride()
    .addHelpText('after', exitCodesInWords())
  // Where a command is named, --version is an input of that command (the version of a record that was read).
  if (argv.every((word) => word.startsWith('-'))) program.version(version, '--version', 'print the version')
  // Loading an operation takes time: only what the words typed may mean is loaded, the rest is known by its summary.
  const addCommand = async (parent: Command, name: string, summary: OperationSummary, isMeant: boolean, isDefault = false) => {
    const command = parent.command(name, { isDefault }).summary(summary.summary)
    if (isMeant) addOperation(command, await options.load(summary.id), options)
  }
  // An alias that is the noun itself stands for that command when no other of the noun is named.
  const isNoun = (alias: string | undefined) => summaries.some(({ id }) => id.startsWith(`${alias}.`))
  for (const summary of summaries) if (summary.alias && !isNoun(summary.alias)) await addCommand(program, summary.alias, summary, argv.includes(summary.alias))
  const addDoor = (parent: Command, door: DoorCommand) => {
    const command = parent.command(door.name).summary(door.summary).description(door.summary)
    for (const { flags, description } of door.options) command.option(flags, description)
    command.addHelpText('after', `\nExample:\n  ${door.example}`)
    command.action(async () => door.run(command.opts(), homeDir(program.opts().home as string | undefined, terminal.env)))
  }
  for (const door of doorCommands) if (door.noun === undefined) addDoor(program, door)
  for (const [noun, list] of byNoun(summaries)) {
    const group = program.command(noun).summary(list.map(verbOf).join(', ')).description(`Commands of ${noun}`).helpCommand(false)
    const doors = doorCommands.filter((door) => door.noun === noun)
    const named = [...list.map(verbOf), ...doors.map(({ name }) => name)].some((verb) => argv.includes(verb))
    for (const summary of list) {
      const isDefault = summary.alias === noun
      await addCommand(group, verbOf(summary), summary, argv.includes(noun) && (argv.includes(verbOf(summary)) || (isDefault && !named)), isDefault)
    }
    for (const door of doors) addDoor(group, door)
  }
  return program
}

function addOperation(command: Command, operation: Operation, options: CliOptions): void {
  command.description([operation.summary, operation.description].filter(Boolean).join('\n\n'))
  const fields = inputFields(operation)
  const positional = operation.positional ?? []
  for (const key of positional) {
    const field = fields.find(({ name: fieldName }) => fieldName === key)!
    const word = kebab(key) + (field.array ? '...' : '')
    command.argument(field.required ? `<${word}>` : `[${word}]`, described(field))
  }
  for (const field of fields) if (!positional.includes(field.name)) for (const option of optionsOf(field)) command.addOption(option)
  command.option('--json', 'print the whole answer as JSON')
  if (operation.table !== undefined || operation.rows) command.option('--csv', 'print rows as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe before it')
  if (operation.rowsOnRequest) command.option('--ndjson', 'print rows as they come, one line of JSON each')
  if (makesFiles(operation)) command.option('--out <dir>', 'write the files of the answer into this folder')
  for (const name of reservedInputs[wallOf(operation)]) command.addOption(new Option(`--${name} <name>`, reservedInWords[name]))
  if (canBeJob(operation)) command.option('--job', 'start it as a job and do not wait for it; citewell jobs shows how far it is')
  if (operation.effect === 'send') command.option('--yes', 'do it without asking')
  command.addHelpText('after', `\nExample:\n  ${operation.example}`)
  command.action(async () => run(operation, command, fields, options))
}

async function run(asked: Operation, command: Command, fields: readonly InputField[], options: CliOptions): Promise<void> {
  const { terminal, signal } = options
  const given = command.optsWithGlobals<Record<string, unknown>>()
  const isJob = given.job === true
  const operation = isJob ? await options.load('jobs.start') : asked
  const typed = rawInput(asked, command, fields, terminal)
  const yes = asked.effect === 'send' && (given.yes === true || (await askedYes(asked, terminal)))
  const input = isJob ? { operation: asked.id, input: typed, confirm: yes } : typed
  const form: Form = given.json ? 'json' : given.csv ? 'csv' : given.ndjson ? 'ndjson' : 'words'
  const home = homeDir(given.home as string | undefined, terminal.env)
  const bar = progressBar(terminal)
  let outside: (Outside & { close(): Promise<void> }) | undefined
  try {
    const output = await answer(operation, input, form, {
      outside: async () => (outside = await options.openOutside(home, { lists: operation.usesLists !== false })),
      actor: localActor,
      operations: () => Promise.all(options.summaries.map(({ id }) => options.load(id))),
      now: options.now(),
      version: options.version,
      isHere: true,
      signal,
      yes,
      onTell: (text) => {
        bar.clear()
        void write(terminal.stderr, `${printableLines(text)}\n`)
      },
      // Rows that run over the same screen show by themselves how far we are.
      onProgress: operation.rows && !(operation.rowsOnRequest === true && form === 'words') && terminal.stdout.isTTY ? undefined : (progress) => bar.show(progress),
    }, terminal, () => bar.clear())
    if (operation.failed?.(output) === true) options.onFailed?.()
    if (given.out !== undefined && makesFiles(operation)) {
      for (const path of await writeMadeFiles(given.out as string, output.files as MadeFile[])) await write(terminal.stderr, `Written: ${path}\n`)
    }
  } finally {
    bar.clear()
    await outside?.close()
  }
}

function rawInput(operation: Operation, command: Command, fields: readonly InputField[], { stdin }: Terminal): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const positional = operation.positional ?? []
  for (const field of fields) {
    const index = positional.indexOf(field.name)
    const value: unknown = index === -1 ? command.getOptionValue(optionName(field)) : command.processedArgs[index]
    if (value === undefined || (Array.isArray(value) && value.length === 0 && index !== -1 && !field.required)) continue
    if (typeof value === 'boolean') input[field.name] = value
    else if (field.kind === 'file') input[field.name] = filesOf(field, value as string | string[], stdin)
    else if (field.kind === 'graph') input[field.name] = graphPlaceOf(value as string, { paths: true })
    else if (field.kind === 'target') input[field.name] = targetOfPath(value as string)
    else input[field.name] = valueOfText(field, Array.isArray(value) ? (value as string[]) : [value as string])
  }
  for (const name of reservedInputs[wallOf(operation)]) {
    const value: unknown = command.getOptionValue(name)
    if (value !== undefined) input[name] = value
  }
  return input
}

function filesOf(field: InputField, value: string | string[], stdin: Readable): unknown {
  const files = [value].flat().flatMap((path) => filesOfPath(path, stdin, field.endings))
  if (field.array) return files
  if (files.length === 1) return files[0]
  throw new CitewellError('invalid', `--${kebab(field.name)} takes one file, and ${String(value)} stands for ${files.map(({ name }) => name).join(', ')}. Name one.`)
}

/** An option for an input. Lists of files and of free words take all that follows, as a shell's `*.csv` gives it. */
function optionsOf(field: InputField): Option[] {
  const flag = `--${kebab(field.name)}`
  if (field.kind === 'boolean' && !field.array) {
    const yes = new Option(flag, described(field))
    return [field.default === true ? yes.hideHelp() : yes, new Option(`--no-${kebab(field.name)}`, field.default === true ? described(field) : `the opposite of ${flag}`).hideHelp(field.default === false)].map((option) => option.default(undefined))
  }
  const takesAll = field.array && field.choices.length === 0 && (field.kind === 'file' || field.kind === 'text')
  const word = field.kind === 'file' || field.kind === 'graph' ? field.kind : field.kind === 'target' ? 'file' : field.kind === 'number' ? 'number' : field.kind === 'json' ? 'json' : field.choices.length > 0 ? 'word' : 'text'
  const option = new Option(`${flag} <${word}${takesAll ? '...' : ''}>`, described(field))
  if (field.required) option.makeOptionMandatory()
  if (field.array && !takesAll) option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text])
  if (field.kind === 'number' && !field.array) option.argParser((text: string) => {
    if (text.trim() !== '' && Number.isFinite(Number(text))) return text
    throw new InvalidArgumentError('Give a number.')
  })
  return [option]
}

/** The name commander keeps an option under. */
const optionName = (field: InputField) => new Option(`--${kebab(field.name)}`).attributeName()

function described({ description, choices, array, kind, default: byDefault }: InputField): string {
  const notes = [
    ...(choices.length > 0 && choices.length <= 14 ? [choices.join(', ')] : []),
    ...(array && kind !== 'file' ? ['several: repeat, or separate by commas'] : []),
    ...(kind === 'file' ? ['- for stdin'] : []),
    ...(byDefault === undefined || byDefault === false || (Array.isArray(byDefault) && byDefault.length === 0) || typeof byDefault === 'object' ? [] : [`default: ${String(byDefault)}`]),
  ]
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`
}

async function askedYes(operation: Operation, { stdin, stderr }: Terminal): Promise<boolean> {
  if (stderr.isTTY !== true || !('isTTY' in stdin) || stdin.isTTY !== true) return false
  const lines = createInterface({ input: stdin, output: stderr })
  try {
    return /^y(es)?$/i.test((await lines.question(`${operation.summary}. This reaches somebody outside. Go on? [y/N] `)).trim())
  } finally {
    lines.close()
  }
}

function byNoun(summaries: readonly OperationSummary[]): Map<string, OperationSummary[]> {
  const nouns = new Map<string, OperationSummary[]>()
  for (const summary of summaries) {
    const noun = summary.id.split('.')[0]!
    nouns.set(noun, [...(nouns.get(noun) ?? []), summary])
  }
  return nouns
}

const verbOf = ({ id }: OperationSummary) => id.slice(id.indexOf('.') + 1)

function exitCodesInWords(): string {
  const codes = Object.entries(exitCodes).map(([code, exit]) => `${exit} ${code}`)
  return `\nExit codes: 0 done, ${codes.join(', ')}, ${stoppedExitCode} stopped.\nData goes to standard output, words about it to standard error.`
}

function inFull(error: CitewellError): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${error.cause.stack ?? error.cause.message}` : ''
  return `${error.stack ?? error.message}${cause}`
}
