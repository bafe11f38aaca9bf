import type { SeedWorkspace } from '../../seed.ts'
import { createDraws } from '../draws.ts'
import type { ItemDraws } from '../draws.ts'
import { createHexIds } from '../item-ids.ts'
import { seededCreatedAt, seedEndsAt } from '../seeded-time.ts'
import { tagsOfCompany } from '../tags/seeded-tags.ts'
import { countSeededMembers } from './company-members.ts'
import type { Company } from './company.ts'

const firstWords = [
  ['Amber', 'Birch', 'Copper', 'Dünen', 'Élan', 'Fjord', 'Größte', 'Harbour', 'Île', 'Jade', 'Košice'],
  ['Lantern', 'Møller', 'Nordlicht', 'Orbit', 'Papír', 'Quarry', 'Río', 'Søndag', '東京', 'واحة', 'Юность'],
].flat()

const secondWords = [
  ['Bakery', 'Books', 'Cycles', 'Design', 'Energie', 'Foods', 'Garten', 'Homes', 'Instruments', 'Joinery'],
  ['Kaffee', 'Logistics', 'Media', 'Networks', 'Optik', 'Power', '株式会社', 'Robotics', 'Studio', 'Tools'],
].flat()

const plans: readonly [NonNullable<Company['plan']>, ...NonNullable<Company['plan']>[]] = [
  { id: '1', name: 'Starter' },
  { id: '2', name: 'Team' },
  { id: '3', name: 'Business' },
]

const industries: readonly [string, ...string[]] = [
  '',
  '',
  'Retail',
  'Food & Drink',
  'Logistics',
  'Education',
  'Software',
  'Travel',
]

const hostileEndings = ['', '"><img src=x onerror=alert(1)>', `'; --`, '\u202Eevil', '</title><script>']

const pairs = firstWords.length * secondWords.length
/** Neighbours in a list differ in both words: their pairs lie so far apart. It and `pairs` share no divisor. */
const pairStep = 73
/** Undoes the step: both multiplied are 1 more than a multiple of `pairs`. */
const pairStepBack = 217

/**
 * The name of a seeded company: two words and, after their combinations are used up, the number of the round. A few
 * have a hostile ending.
 */
function nameOf(index: number): string {
  const pair = ((index % pairs) * pairStep) % pairs
  const first = firstWords[pair % firstWords.length] ?? ''
  const second = secondWords[Math.floor(pair / firstWords.length)] ?? ''
  const round = Math.floor(index / pairs)
  const name = round === 0 ? `${first} ${second}` : `${first} ${second} ${round + 1}`
  const ending =
    index % 40 === 17 ? (hostileEndings[Math.floor(index / 40) % hostileEndings.length] ?? '') : ''
  return ending === '' ? name : `${name} ${ending}`
}

/** The index that a seeded name leads back to; `undefined` for every other name. */
export function indexOfCompanyName(name: string): number | undefined {
  const [first = '', second = '', third = ''] = name.split(' ')
  const round = /^\d{1,9}$/.test(third) ? Number(third) - 1 : 0
  const position = [firstWords.indexOf(first), secondWords.indexOf(second)] as const
  if (position.includes(-1) || round < 0) return undefined
  const pair = position[0] + firstWords.length * position[1]
  const index = ((pair * pairStepBack) % pairs) + pairs * round
  return nameOf(index) === name ? index : undefined
}

/** The customer's own id of a seeded company. */
const companyIdOf = (index: number) => (index % 20 === 3 ? `Ä/ö?${index}` : `company-${index}`)

/** The index that a seeded `company_id` leads back to; `undefined` for every other id. */
export function indexOfCompanyId(companyId: string): number | undefined {
  const index = Number(/(\d{1,10})$/.exec(companyId)?.[1])
  return companyIdOf(index) === companyId ? index : undefined
}

/** Computes the seeded companies of a workspace. */
export function createSeededCompanies(workspace: SeedWorkspace) {
  const ids = createHexIds(workspace.id, 'companies')
  const drawsOf = createDraws(workspace.id, 'companies')

  function at(index: number): Company {
    const draws = drawsOf(index)
    const createdAt = seededCreatedAt({ index, count: workspace.size.companies, draws }, workspace)
    const sinceCreated = (purpose: string) =>
      createdAt + draws.below(Math.max(1, seedEndsAt - createdAt), purpose)
    return {
      index,
      id: ids.idOf(index),
      company_id: companyIdOf(index),
      name: nameOf(index),
      plan: draws.chance(0.4, 'plan') ? draws.pick(plans, 'plan.which') : null,
      remote_created_at: createdAt - draws.below(90 * 86_400, 'remote'),
      created_at: createdAt,
      updated_at: sinceCreated('updated'),
      // In the order of creation, as the lists are sorted by it.
      last_request_at: createdAt + 3600,
      size: draws.chance(0.3, 'size.none') ? 0 : draws.below(20_000, 'size'),
      website: draws.chance(0.3, 'website.none') ? '' : `https://company-${index}.example/`,
      industry: draws.chance(0.03, 'industry.hostile')
        ? 'Logistics <b>& more</b>'
        : draws.pick(industries, 'industry'),
      monthly_spend: draws.chance(0.02, 'spend.huge')
        ? 2_147_483_647
        : draws.pick([0, 0, 49, 490, 4900], 'spend'),
      session_count: draws.below(10_000, 'sessions'),
      user_count: countSeededMembers(index, workspace.size),
      custom_attributes: attributesOf(draws),
      tags: tagsOfCompany(draws),
    }
  }

  return { ids, at }
}

/** Text alone: so Intercom's description has the attributes of companies. */
function attributesOf(draws: ItemDraws): Record<string, string> {
  if (draws.chance(0.4, 'attributes.none')) return {}
  return {
    account_manager: draws.pick(['', 'Zoë', 'Tomás', 'Priya', '<i>nobody</i>'], 'attributes.manager'),
    'Vertrags-Nr.': String(draws.below(100_000, 'attributes.contract')).padStart(6, '0'),
  }
}
