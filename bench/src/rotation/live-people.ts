import { answerConsent, seed, type SeedAdmin } from '@latchkey/intercom-emulator'
import { createBrowser, type Browser } from '@latchkey/test-kit'
import { tallyUntil, type Tally } from './tally.ts'

interface Person {
  workspaceId: string
  adminId: string
}

const person = (workspaceId: string, admin: SeedAdmin): Person => ({ workspaceId, adminId: admin.id })
const { us, eu, au } = seed.workspaces
/** These keep testing their connection, two requests at a time. */
const testing = [person(us.id, us.admins.maya), person(eu.id, eu.admins.jonas), person(au.id, au.admins.isla)]
/** These connect again, disconnect and connect again. */
const changing = [person(us.id, us.admins.tomas), person(eu.id, eu.admins.elodie)]
const requestsAtOnce = 2

interface Member {
  who: Person
  browser: Browser
}

let addresses = 0

/** An address of its own for each request: the limits a client are not what is measured. */
function from() {
  addresses += 1
  const [high, middle, low] = [addresses >> 16, addresses >> 8, addresses].map((part) => part & 255)
  return { headers: { 'x-forwarded-for': `10.${high}.${middle}.${low}` } }
}

/** Connects everybody. Their connections are there, and theirs, when this resolves. */
export async function connectEverybody(baseUrl: string): Promise<Member[]> {
  const members = [...testing, ...changing].map((who) => ({ who, browser: createBrowser({ baseUrl }) }))
  for (const member of members) {
    if (!(await connect(member))) throw new Error('A first connect failed')
  }
  return members
}

/** Everybody does what they do until the signal; each answer that is not the right one is counted as failed. */
export async function beActive(
  members: readonly Member[],
  { signal, tests, changes }: { signal: AbortSignal; tests: Tally; changes: Tally },
): Promise<void> {
  const busy = members.flatMap((member) =>
    changing.includes(member.who)
      ? [tallyUntil(signal, changes, () => change(member))]
      : Array.from({ length: requestsAtOnce }, () => tallyUntil(signal, tests, () => test(member))),
  )
  await Promise.all(busy)
}

/**
 * How many of them have a connection that does not work.
 *
 * Each has three tries: a disk that is busy for longer than the server waits for Redis is no lost token.
 */
export async function countFailing(members: readonly Member[]): Promise<number> {
  const works = await Promise.all(
    members.map(async (member) => (await test(member)) || (await test(member)) || (await test(member))),
  )
  return works.filter((isWell) => !isWell).length
}

/** One test of the connection, which opens its token and asks Intercom with it. */
async function test({ browser }: Member): Promise<boolean> {
  const id = await connectionOf(browser)
  if (id === undefined) return false
  const answer = await browser.post(`/api/connections/${id}/verify`, {}, from())
  const { steps } = Object(await answer.json())
  return answer.status === 200 && Array.isArray(steps) && steps.every((step) => Object(step).ok === true)
}

/** Reconnects in place, disconnects, and connects anew; it all has to work, and the last token too. */
async function change(member: Member): Promise<boolean> {
  const { browser } = member
  if (!(await connect(member)) || !(await test(member))) return false
  const id = await connectionOf(browser)
  const ended = await browser.fetch(`/api/connections/${id}`, { method: 'DELETE', ...from() })
  return ended.status === 200 && (await connect(member)) && (await test(member))
}

async function connectionOf(browser: Browser): Promise<string | undefined> {
  const answer = await browser.fetch('/api/session', from())
  const { connections } = Object(await answer.json())
  const id = Array.isArray(connections) ? Object(connections[0]).id : undefined
  return typeof id === 'string' ? id : undefined
}

/** From the click to the result. */
async function connect({ who, browser }: Member): Promise<boolean> {
  const started = await browser.post('/api/intercom/connect', {}, from())
  const { authorizeUrl } = Object(await started.json())
  const back = new URL(await answerConsent(String(authorizeUrl), who))
  const landed = await browser.navigate(back.pathname + back.search, { crossSite: true, ...from() })
  return landed.headers.get('location')?.includes('?connected=') === true
}
