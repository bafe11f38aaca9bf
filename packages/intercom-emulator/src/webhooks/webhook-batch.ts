import { signWebhook } from '@latchkey/shared/intercom/signing'
import type { Clock } from '../clock.ts'
import type { App } from '../directory.ts'
import { makeUuid } from '../secret-values.ts'
import type { RandomBytes } from '../secret-values.ts'
import { notificationBody } from './notification.ts'
import type { NoticeSettings } from './notice-settings.ts'
import type { Outcome, Outgoing } from './send-out.ts'
import { signatureHeader } from './signature-header.ts'
import type { SignatureKind } from './signature-header.ts'
import type { Sendable } from './subscription.ts'

const userAgent = 'intercom-parrot-service-client/1.0'

/** Notifications of one topic, each about one item. */
export interface WebhookBatch {
  app: App
  workspaceId: string
  topic: string
  items: readonly unknown[]
  /** How often each is sent besides the first time, under the same id. */
  duplicates: number
  /** In an order that chance makes. */
  shuffled: boolean
  signature: SignatureKind
}

interface BatchDeps {
  clock: Clock
  random: RandomBytes
  /** As they are when it is sent, which for a retry is later. */
  settings: () => NoticeSettings
  send: (outgoing: Outgoing) => Promise<Outcome>
}

/** The deliveries of a batch, in the order in which they are to be sent. */
export function webhookSendables(batch: WebhookBatch, deps: BatchDeps): Sendable[] {
  const inOrder = batch.items.flatMap((item) => {
    const id = `notif_${makeUuid(deps.random)}`
    return Array.from({ length: 1 + batch.duplicates }, () => webhookSendable(batch, { id, item }, deps))
  })
  return batch.shuffled ? shuffled(inOrder, deps.random) : inOrder
}

function webhookSendable(
  { app, workspaceId, topic, signature }: WebhookBatch,
  { id, item }: { id: string; item: unknown },
  { clock, settings, send }: BatchDeps,
): Sendable {
  const createdAtMs = clock.now()
  const content = { id, topic, workspaceId, item, createdAtMs }
  const delivery: Sendable['delivery'] = {
    id,
    kind: 'webhook',
    topic,
    clientId: app.clientId,
    workspaceId,
    createdAtMs,
    status: 'waiting',
    attempts: [],
  }
  return {
    delivery,
    send(number) {
      const url = settings().webhooksUrl
      if (url === null) return Promise.resolve({ kind: 'given_up' })
      const firstAtMs = delivery.attempts[0]?.atMs ?? clock.now()
      const body = notificationBody(content, { number, firstAtMs })
      const { clientSecret } = app
      const sign = (secret: string) => signWebhook(body, secret)
      const headers = {
        'content-type': 'application/json',
        'user-agent': userAgent,
        ...signatureHeader('x-hub-signature', signature, { clientSecret, sign }),
      }
      return send({ method: 'POST', url, headers, body })
    },
  }
}

function shuffled<Item>(items: readonly Item[], random: RandomBytes): Item[] {
  return items
    .map((item) => ({ item, place: Buffer.from(random(6)).readUIntBE(0, 6) }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item)
}
