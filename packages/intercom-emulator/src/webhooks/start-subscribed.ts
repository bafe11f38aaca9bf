import { verifyWebhook } from '@latchkey/shared/intercom/signing'
import type { SignatureVerdict } from '@latchkey/shared/intercom/signing'
import type { EmulatorOptions } from '../create-emulator.ts'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'
import { startReceiver } from './start-receiver.ts'
import type { Received } from './start-receiver.ts'

export const minuteMs = 60_000

/** The topic that is subscribed. */
export const topic = 'conversation.user.created'

export const conversation = { type: 'conversation', id: '42' }

/** A notification to ask for. */
export const wanted = { topic, workspaceId: seed.workspaces.us.id, item: conversation }

/** An emulator for the running test whose apps have a receiver as webhook address, and one topic. */
export async function startSubscribed(options: EmulatorOptions = {}) {
  const receiver = await startReceiver()
  const notices = { webhooksUrl: `${receiver.url}/hooks`, topics: [topic] }
  const emulator = await startEmulator({ notices, ...options })
  await emulator.control.noticesSettled()
  const { control } = emulator
  return {
    emulator,
    control,
    receiver,
    /** Moves the clock and waits for what that sets off. */
    pass: async (ms: number) => {
      control.moveClock({ advanceMs: ms })
      await control.noticesSettled()
    },
    subscription: () => control.state().notices[0]?.subscription,
    results: () =>
      control.deliveries().deliveries.map(({ attempts }) => attempts.map(({ result }) => result)),
    statuses: () => control.deliveries().deliveries.map(({ status }) => status),
  }
}

/** The id of the notification that was received. */
export const idOf = ({ json }: Received): unknown => Object(json).id

/** What its signature says to whoever has this secret; the first app's by default. */
export function verdictOf(
  { body, headers }: Received,
  secret: string = seed.apps.full.clientSecret,
): SignatureVerdict {
  return verifyWebhook(body, { header: headers['x-hub-signature'], secrets: [secret] })
}
