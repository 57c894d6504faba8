import { spawnSync } from 'node:child_process'
import sparticuz from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

/**
 * A real Chromium for tests, from a package: nothing is downloaded. `CITEWELL_CHROMIUM` names another one. A bare
 * Linux may lack the NSS library that every Chromium needs; in CI it is installed, elsewhere the error says so.
 */
export async function openChromium(): Promise<Browser> {
  const executablePath = process.env.CITEWELL_CHROMIUM ?? (await sparticuz.executablePath())
  const launch = () => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    return await launch()
  } catch (cause) {
    if (process.env.CI === undefined || process.platform !== 'linux') throw new Error('Chromium did not start. On Linux it needs libnss3 (apt-get install libnss3); CITEWELL_CHROMIUM may name another browser.', { cause })
    spawnSync('sh', ['-c', 'apt-get update && apt-get install -y libnss3'], { stdio: 'inherit' })
    return launch()
  }
}
