// Writes corrections to the desk of a home (or of DATABASE_URL), one after another, and prints the key of each once it is
// acknowledged. Usage: node desk-writer.mjs HOME NAME COUNT
import { deskOver, openDatabase } from '../../dist/desk/index.js'

const [home, name, count] = process.argv.slice(2)
const desk = deskOver(openDatabase({ home, url: process.env.DATABASE_URL }))
for (let number = 0; number < Number(count); number += 1) {
  const saved = await desk.client('home').addCorrection({
    site: 'clinic.example', subject: 'link', key: `${name}-${number}`, referringPage: null, target: null,
    field: 'type', value: 'LT-01', was: 'LT-03', reason: 'read it', by: name, at: '2026-03-03T00:00:00.000Z',
  })
  console.log(saved.key)
}
await desk.close()
