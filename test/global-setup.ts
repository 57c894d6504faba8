import { spawnSync } from 'node:child_process'

/** Tests of the doors run the built program, as a person does, so it is built first. */
export default function setup(): void {
  const run = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  if (run.status !== 0) throw new Error('The build failed; see the lines above.')
}
