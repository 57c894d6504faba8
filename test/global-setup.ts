import { spawnSync } from 'node:child_process'

/** Tests of the doors run the built program, as a person does, so `npm test` builds it first. */
export default function setup(): void {
  if (process.env.npm_lifecycle_event !== 'test') return
  const run = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  if (run.status !== 0) throw new Error('The build failed; see the lines above.')
}
