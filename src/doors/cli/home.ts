import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Terminal } from './terminal.js'

/** Folder with everything Citewell keeps: `--home`, else `CITEWELL_HOME`, else the data folder of the system. */
export function homeDir(given: string | undefined, env: Terminal['env']): string {
  if (given) return resolve(given)
  if (env.CITEWELL_HOME) return resolve(env.CITEWELL_HOME)
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'citewell')
}
