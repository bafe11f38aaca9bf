import { appendFileSync } from 'node:fs'
import process from 'node:process'

// A service for tests: `dummy-child.js <name> <journal> [die|stubborn]`. It notes in the journal when it is up and
// when it is asked to stop; `die` ends at once with code 3, `stubborn` does not stop when asked.
const [name, journal, manner] = process.argv.slice(2)
const note = (/** @type {string} */ what) => appendFileSync(String(journal), `${name} ${what}\n`)

process.on('SIGTERM', () => {
  note('was asked to stop')
  if (manner === 'stubborn') return
  note('stopped')
  process.exit(0)
})
console.log(`${name} says something`)
note('is up')
if (manner === 'die') process.exit(3)
setInterval(() => undefined, 60_000)
