import type { ItemDraws } from '../draws.ts'
import { hostileNames, nameCultures } from './contact-names.ts'
import type { NameCulture, NamePart } from './contact-names.ts'

const { emoji, english, ...abroad } = nameCultures
/** Some whole names are of emoji; a third of the others are English, the rest of everywhere alike. */
const emojiShare = 0.02
const everywhere: readonly [NameCulture, ...NameCulture[]] = [
  english,
  ...Array.from({ length: 6 }, () => english),
  ...Object.values(abroad),
]

function cultureOf(draws: ItemDraws): NameCulture {
  return draws.chance(emojiShare, 'name.emoji') ? emoji : draws.pick(everywhere, 'name.culture')
}

/** The given and the family name that a seeded contact would have, and has in its e-mail address. */
export function seededNameParts(draws: ItemDraws): readonly [NamePart, NamePart] {
  const { given, family } = cultureOf(draws)
  return [draws.pick<NamePart>(given, 'name.given'), draws.pick<NamePart>(family, 'name.family')]
}

/** The name that is shown: both parts mostly; sometimes none, one, an endless or a hostile one. */
export function seededName(draws: ItemDraws): string | null {
  const [given, family] = seededNameParts(draws)
  const kind = draws.below(100, 'name.kind')
  if (kind < 6) return null
  if (kind < 8) return draws.pick(hostileNames, 'name.hostile')
  if (kind < 14) return given[0]
  if (kind < 15) return `${given[0]} ${'Maria Johanna '.repeat(16)}${family[0]}`
  if (kind < 16) return ''
  return cultureOf(draws).isFamilyFirst === true ? `${family[0]}${given[0]}` : `${given[0]} ${family[0]}`
}
