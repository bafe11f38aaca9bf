import { openToken, tokenPart, writeToken, type KeyRing } from '@latchkey/api/tokens'
import type { RedisServer } from '@latchkey/test-kit'
import { tallyUntil, type Tally } from './tally.ts'

const seededAtOnce = 1_000
const accountOf = (number: number) => `bench-account-${number}`
const connectionOf = (number: number) => `bench-connection-${number}`
/** A whole number from `from` on, below `to`. */
const anyOf = (from: number, to: number) => from + Math.floor(Math.random() * (to - from))

/** Token sets of connections that nobody is signed in to, and what each has to open to. */
export function storedTokens(client: ReturnType<RedisServer['client']>, count: number) {
  const expected = Array.from({ length: count }, (_, number) => ({
    accessToken: `token of ${number}`,
    generation: 1,
  }))

  const write = async (keyRing: KeyRing, number: number) => {
    const { accessToken = '', generation = 1 } = expected[number] ?? {}
    const place = { accountId: accountOf(number), connectionId: connectionOf(number) }
    const { key, args } = writeToken(keyRing, { ...place, generation, tokenSet: { accessToken } })
    await client.set(key, args[0] ?? '')
  }

  const opens = async (keyRing: KeyRing, number: number) => {
    const connectionId = connectionOf(number)
    const part = tokenPart(accountOf(number), connectionId)
    const text = await client.get(part.key)
    if (text === null) return false
    const opened = openToken(keyRing, { connectionId, token: part.parse(text) })
    return opened.kind === 'opened' && opened.tokenSet.accessToken === expected[number]?.accessToken
  }

  return {
    async seed(keyRing: KeyRing): Promise<void> {
      for (let at = 0; at < count; at += seededAtOnce) {
        const numbers = expected.slice(at, at + seededAtOnce).map((_, offset) => at + offset)
        await Promise.all(numbers.map((number) => write(keyRing, number)))
      }
    },

    /** Opens and renews tokens anywhere among them until the signal, as a server does for a call and a reconnect. */
    async beBusy(
      keyRing: KeyRing,
      { signal, openings, renewals }: { signal: AbortSignal; openings: Tally; renewals: Tally },
    ): Promise<void> {
      // What is renewed is not opened meanwhile, so that each opening has one right answer.
      const renewedFrom = Math.floor(count * 0.9)
      await Promise.all([
        tallyUntil(signal, openings, () => opens(keyRing, anyOf(0, renewedFrom))),
        tallyUntil(signal, renewals, async () => {
          const number = anyOf(renewedFrom, count)
          const generation = 1 + (expected[number]?.generation ?? 1)
          expected[number] = { accessToken: `renewal ${renewals.done}`, generation }
          await write(keyRing, number)
          return await opens(keyRing, number)
        }),
      ])
    },

    /** How many of all of them are not what they have to be. */
    async countWrong(keyRing: KeyRing): Promise<number> {
      let wrong = 0
      for (let number = 0; number < count; number += 1) if (!(await opens(keyRing, number))) wrong += 1
      return wrong
    },
  }
}
