import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Fault } from './faults/fault.ts'
import { seed } from './seed.ts'
import { switchCatalogue } from './switches.ts'

// Tables are padded by the formatter.
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ')

test('the README names every switch with its values, the default first', () => {
  for (const [name, { values }] of Object.entries(switchCatalogue)) {
    const [first, ...others] = values.map(String)
    expect(readme).toContain(`| \`${name}\` | ${[`**${first}**`, ...others].join(' · ')} |`)
  }
})

test('the README names every kind of fault', () => {
  for (const kind of Fault.options.map((option) => option.shape.kind.value)) {
    expect(readme).toContain(`| \`${kind}\` |`)
  }
})

test('the README names every seeded workspace, admin and app', () => {
  for (const { id, name, admins } of Object.values(seed.workspaces)) {
    expect(readme).toContain(`| ${name} | \`${id}\` |`)
    for (const admin of Object.values(admins)) expect(readme).toContain(`\`${admin.id}\` ${admin.name}`)
  }
  for (const { clientId, clientSecret } of Object.values(seed.apps)) {
    expect(readme).toContain(`| \`${clientId}\` | \`${clientSecret}\` |`)
  }
})
