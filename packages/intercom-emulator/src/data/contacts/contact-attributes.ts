import type { ItemDraws } from '../draws.ts'

/** A custom attribute that the seeded contacts have values of. */
interface CustomAttribute {
  name: string
  data_type: 'string' | 'integer' | 'float' | 'boolean' | 'date'
  description: string | null
}

/** The custom attributes of contacts that every workspace starts with. */
export const contactAttributes: readonly CustomAttribute[] = [
  { name: 'plan', data_type: 'string', description: 'What the customer pays for' },
  { name: 'seats', data_type: 'integer', description: null },
  { name: 'score', data_type: 'float', description: 'From -1 to 1' },
  { name: 'vip', data_type: 'boolean', description: null },
  { name: 'trial_ends_at', data_type: 'date', description: 'Unix seconds' },
  { name: 'Favourite colour 🎨', data_type: 'string', description: 'With a space and an emoji in its name' },
  { name: 'free_text', data_type: 'string', description: null },
]

const freeTexts: readonly [unknown, ...unknown[]] = [
  '',
  ' ',
  'null',
  'undefined',
  '0',
  '<b onmouseover="alert(1)">bold</b>',
  'x'.repeat(255),
  'שלום עולם',
  'line one\nline two\u2028line three',
  '-0',
  null,
]

/** The values of one seeded contact: often none, sometimes odd ones, `null` for a value that was taken away. */
export function seededAttributes(draws: ItemDraws, createdAt: number): Record<string, unknown> {
  const attributes: Record<string, unknown> = {}
  if (draws.chance(0.25, 'attributes.none')) return attributes
  attributes['plan'] = draws.pick(['free', 'pro', 'enterprise', null], 'attributes.plan')
  if (draws.chance(0.5, 'attributes.seats?')) attributes['seats'] = draws.below(5000, 'attributes.seats')
  if (draws.chance(0.3, 'attributes.score?')) {
    attributes['score'] = draws.below(2001, 'attributes.score') / 1000 - 1
  }
  if (draws.chance(0.4, 'attributes.vip?')) attributes['vip'] = draws.chance(0.2, 'attributes.vip')
  if (draws.chance(0.3, 'attributes.trial?')) attributes['trial_ends_at'] = createdAt + 14 * 86_400
  if (draws.chance(0.1, 'attributes.colour?')) {
    attributes['Favourite colour 🎨'] = draws.pick(['#bada55', 'rød', null], 'attributes.colour')
  }
  if (draws.chance(0.1, 'attributes.text?')) {
    attributes['free_text'] = draws.pick(freeTexts, 'attributes.text')
  }
  return attributes
}
