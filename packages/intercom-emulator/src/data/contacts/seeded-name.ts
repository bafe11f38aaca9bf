import type { ItemDraws } from '../draws.ts'
import { hostileNames, nameScripts } from './contact-names.ts'
import type { NamePart } from './contact-names.ts'

const scripts = ['latin', 'latin', 'latin', 'latin', 'cyrillic', 'arabic', 'chinese', 'emoji'] as const

/** The given and the family name that a seeded contact would have, and has in its e-mail address. */
export function seededNameParts(draws: ItemDraws): readonly [NamePart, NamePart] {
  const { given, family } = nameScripts[draws.pick(scripts, 'name.script')]
  return [draws.pick<NamePart>(given, 'name.given'), draws.pick<NamePart>(family, 'name.family')]
}

/** The name that is shown: both parts mostly; sometimes none, one, an endless or a hostile one. */
export function seededName(draws: ItemDraws): string | null {
  const [given, family] = seededNameParts(draws)
  const kind = draws.below(100, 'name.kind')
  if (kind < 6) return null
  if (kind < 9) return draws.pick(hostileNames, 'name.hostile')
  if (kind < 14) return given[0]
  if (kind < 15) return `${given[0]} ${'Maria Johanna '.repeat(16)}${family[0]}`
  if (kind < 16) return ''
  return `${given[0]} ${family[0]}`
}
