/**
 * Which companies a seeded contact belongs to: with C companies, contact i belongs to company i mod C, but for every
 * fourth round through the companies; every eighth round its contacts belong to the next company too. So the members
 * of a company can be counted without a look at the contacts.
 */
export function companiesOfContact(index: number, companies: number): number[] {
  if (companies === 0) return []
  const round = Math.floor(index / companies)
  if (round % 4 === 3) return []
  const first = index % companies
  return round % 8 === 2 && companies > 1 ? [first, (first + 1) % companies] : [first]
}

/** How many seeded contacts belong to a company. */
export function countSeededMembers(
  company: number,
  { contacts, companies }: { contacts: number; companies: number },
): number {
  const roundsOf = (first: number) => Math.ceil(Math.max(0, contacts - first) / companies)
  const rounds = roundsOf(company)
  const own = rounds - Math.floor(rounds / 4)
  if (companies < 2) return own
  const neighbourRounds = roundsOf((company - 1 + companies) % companies)
  return own + Math.floor((neighbourRounds + 5) / 8)
}
