// Writes corrections to the desk of a home, one after another, and prints each id once it is acknowledged.
// Usage: node desk-writer.mjs HOME NAME COUNT
import { openDesk } from '../../dist/desk/index.js'

const [home, name, count] = process.argv.slice(2)
const desk = await openDesk({ home })
for (let number = 0; number < Number(count); number += 1) {
  const saved = await desk.addCorrection({
    site: 'clinic.example', subject: 'link', key: `${name}-${number}`, referringPage: null, target: null,
    field: 'type', value: 'LT-01', was: 'LT-03', reason: 'read it', by: name, at: '2026-03-03T00:00:00.000Z',
  })
  console.log(saved.id)
}
await desk.close()
