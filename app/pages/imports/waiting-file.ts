import type { Output } from '../../parts/api.js'

export type Preview = Output<'imports.preview'>['files'][number]

/** One file that was handed in, on its way from the hand to the index. */
export interface WaitingFile {
  key: string
  file: File
  kind: 'export' | 'archive'
  /** Site the file is about, where it does not say. */
  target: string | null
  state: 'looking' | 'ready' | 'asks' | 'refused' | 'importing' | 'done' | 'failed'
  /** What was found in it: a ZIP holds several exports. */
  previews: readonly Preview[]
  /** What went wrong, to what, and what to do next. */
  message: string | null
  /** How far the look at it is, while it is looked at. */
  progress: Look | null
}

/** A file on its way to the server, or being read there. */
export interface Look {
  step: 'sending' | 'reading'
  done: number
  total: number
}

/** Web archives and pages go to the archive reader; everything else is an export whose columns are looked at. */
export function kindOf(name: string): WaitingFile['kind'] {
  return /\.(?:w?arc|wat|html?)(?:\.(?:gz|zst))?$/iu.test(name) ? 'archive' : 'export'
}

/** The same file handed in twice is one line: name, size and time of change tell, without reading gigabytes. */
export function keyOf(file: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return `${file.name}\n${file.size}\n${file.lastModified}`
}

/** Files as lines, without those that are there already; `twice` names the ones left out. */
export function withFiles(waiting: readonly WaitingFile[], files: readonly File[]): { waiting: WaitingFile[]; twice: string[] } {
  const known = new Set(waiting.map((one) => one.key))
  const twice: string[] = []
  const added: WaitingFile[] = []
  for (const file of files) {
    const key = keyOf(file)
    if (known.has(key)) twice.push(file.name)
    else {
      known.add(key)
      const kind = kindOf(file.name)
      added.push({ key, file, kind, target: null, state: kind === 'archive' ? 'ready' : 'looking', previews: [], message: null, progress: null })
    }
  }
  return { waiting: [...waiting, ...added], twice }
}

/** Files that can go in together: one call a reader and target. */
export function groupsOf(waiting: readonly WaitingFile[]): Array<{ kind: WaitingFile['kind']; target: string | null; files: WaitingFile[] }> {
  const groups = new Map<string, { kind: WaitingFile['kind']; target: string | null; files: WaitingFile[] }>()
  for (const one of waiting) {
    if (one.state !== 'ready') continue
    const name = `${one.kind} ${one.target ?? ''}`
    const group = groups.get(name) ?? { kind: one.kind, target: one.target, files: [] }
    group.files.push(one)
    groups.set(name, group)
  }
  return [...groups.values()]
}

/** A file whose rows name no target can't be read until a person says which site it is about. */
export function needsTarget(one: Pick<WaitingFile, 'target' | 'previews'>): boolean {
  return one.target === null && one.previews.some((preview) => preview.needsTarget)
}

/** What a look at a file says of the whole of it: of an archive one readable member is enough. */
export function lookedAt(previews: readonly Preview[]): 'ready' | 'asks' | 'refused' | 'nothing' {
  const read = previews.filter((preview) => preview.refusal === null)
  if (read.some((preview) => preview.accepted > 0)) return 'ready'
  if (previews.some((preview) => preview.needsTarget)) return 'asks'
  return read.length > 0 ? 'nothing' : 'refused'
}

/** Whole percents of a look, the sending and the reading each from nought to a hundred. */
export function percentOfLook({ done, total }: Pick<Look, 'done' | 'total'>): number {
  return total <= 0 ? 0 : Math.min(100, Math.floor((100 * done) / total))
}

/** A message without the name of the file it stands under anyway: "broken.zip: the archive is cut off" there reads "The archive is cut off". */
export function withoutName(message: string, file: string): string {
  const own = [`${file}: `, `${file}, `].find((start) => message.startsWith(start))
  if (own === undefined) return message
  return message.charAt(own.length).toUpperCase() + message.slice(own.length + 1)
}

/** A member of an archive by its own name; the archive's stands above it. */
export function memberName(file: string, archive: string): string {
  return file.startsWith(`${archive} › `) ? file.slice(archive.length + 3) : file
}
