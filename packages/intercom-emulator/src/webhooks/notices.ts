import type { MovableClock } from '../clock.ts'
import type { App, Directory } from '../directory.ts'
import { makeUuid } from '../secret-values.ts'
import type { RandomBytes } from '../secret-values.ts'
import type { Switches } from '../switches.ts'
import { createDeliveryLog } from './delivery-log.ts'
import type { Delivery, NotSentReason } from './delivery-log.ts'
import { concludeHealth, healthQuestion } from './health-check.ts'
import type { HealthConclusion } from './health-check.ts'
import { createHealthChecks } from './health-checks.ts'
import { noNotices } from './notice-settings.ts'
import type { NoticeChanges, NoticeSettings } from './notice-settings.ts'
import { isAccepted, resultOf, sendOut } from './send-out.ts'
import type { Outcome, Outgoing } from './send-out.ts'
import { createSubscription } from './subscription.ts'
import type { Subscription } from './subscription.ts'
import { uninstallNotice } from './uninstall-notice.ts'
import { webhookSendables } from './webhook-batch.ts'
import type { WebhookBatch } from './webhook-batch.ts'

const healthBytesMax = 64 * 1024

/** What the HEAD request found that goes out when a webhook address is set: a status, or why there was none. */
export type AddressCheck = 'none' | 'asking' | 'timeout' | 'unreachable' | number

interface AppNotices {
  app: App
  settings: NoticeSettings
  subscription: Subscription
  addressCheck: AddressCheck
}

/** An app in a workspace. */
interface Place {
  clientId: string
  workspaceId: string
}

export interface NoticesDeps {
  directory: Directory
  clock: MovableClock
  random: RandomBytes
  switches: () => Switches
  /** What every app has set at the start. */
  initial: NoticeChanges
  /** For each request, in real milliseconds. */
  timeoutMs: number
}

export type Notices = ReturnType<typeof createNotices>

/**
 * Everything that Intercom sends by itself: notifications, uninstall notices, health checks. Every request is bounded
 * in time and size, follows no redirect, and is given up by `reset` and `close`.
 */
export function createNotices({ directory, clock, random, switches, initial, timeoutMs }: NoticesDeps) {
  const log = createDeliveryLog()
  const apps = new Map<string, AppNotices>()
  for (const app of directory.apps) {
    const subscription = createSubscription({ clock })
    apps.set(app.clientId, { app, settings: noNotices, subscription, addressCheck: 'none' })
  }
  let onTheirWay = new Set<Promise<unknown>>()
  let ending = new AbortController()
  const health = createHealthChecks({ clock, ask: askHealth, track: (work) => void track(work) })
  setAll()

  function noticesOf(clientId: string): AppNotices {
    const found = apps.get(clientId)
    if (found === undefined) throw new Error('An app is looked up in the directory before')
    return found
  }

  function track<Value>(work: Promise<Value>): Promise<Value> {
    const among = onTheirWay
    among.add(work)
    void work.finally(() => among.delete(work))
    return work
  }

  function send(outgoing: Outgoing, bodyBytesMax = 0): Promise<Outcome> {
    return track(sendOut(outgoing, { timeoutMs, bodyBytesMax, signal: ending.signal }))
  }

  function setAll() {
    for (const clientId of apps.keys()) void track(set(clientId, initial))
  }

  async function set(clientId: string, changes: NoticeChanges): Promise<void> {
    const notices = noticesOf(clientId)
    notices.settings = { ...notices.settings, ...changes }
    const { webhooksUrl: url } = changes
    if (url === undefined) return
    notices.addressCheck = url === null ? 'none' : 'asking'
    if (url === null) return notices.subscription.switchOff()
    notices.subscription.goLive()
    const outcome = await send({ method: 'HEAD', url })
    // A later address has a check of its own, and a reset has none.
    if (notices.settings.webhooksUrl !== url || outcome.kind === 'given_up') return
    notices.addressCheck = resultOf(outcome)
  }

  function reasonNotToSend(topic: string, { settings, subscription }: AppNotices): NotSentReason | undefined {
    if (settings.webhooksUrl === null) return 'no_address'
    if (topic !== 'ping' && !settings.topics.includes(topic)) return 'topic_not_subscribed'
    return subscription.status().kind === 'disabled' ? 'subscription_disabled' : undefined
  }

  async function askHealth({ clientId, workspaceId }: Place): Promise<HealthConclusion> {
    const { app, settings } = noticesOf(clientId)
    if (settings.healthUrl === null) return { kind: 'unanswered', problem: 'unreachable' }
    const question = healthQuestion(settings.healthUrl, { workspaceId, clientSecret: app.clientSecret })
    return concludeHealth(await send(question, healthBytesMax))
  }

  async function tellUninstalled(delivery: Delivery, url: string): Promise<void> {
    const { workspaceId, clientId } = delivery
    const { clientSecret } = noticesOf(clientId).app
    const { uninstallSignature } = switches()
    const atMs = clock.now()
    const outcome = await send(uninstallNotice(url, { workspaceId, clientSecret, uninstallSignature }))
    if (outcome.kind === 'given_up') return
    delivery.attempts.push({ atMs, result: resultOf(outcome) })
    delivery.status = isAccepted(outcome) ? 'delivered' : 'failed'
  }

  function endAll() {
    ending.abort()
    ending = new AbortController()
    onTheirWay = new Set()
    log.reset()
    health.reset()
    for (const notices of apps.values()) {
      notices.subscription.switchOff()
      notices.settings = noNotices
      notices.addressCheck = 'none'
    }
  }

  return {
    /** Changes what an app has set; resolves when a new webhook address has been asked with HEAD. */
    set: (clientId: string, changes: NoticeChanges): Promise<void> => track(set(clientId, changes)),

    /** What each app has set, how its subscription does, and the last health check of each workspace. */
    state: () =>
      [...apps.values()].map(({ app: { clientId }, settings, subscription, addressCheck }) => ({
        clientId,
        ...settings,
        topics: [...settings.topics],
        addressCheck,
        subscription: subscription.status(),
        health: health.results().filter((result) => result.clientId === clientId),
      })),

    settingsOf: (clientId: string): NoticeSettings => noticesOf(clientId).settings,

    /** Sends notifications; resolves when each was tried once, or waits for the end of a throttle or pause. */
    async sendWebhooks(batch: WebhookBatch): Promise<Delivery[]> {
      const notices = noticesOf(batch.app.clientId)
      const settings = () => notices.settings
      const sendables = webhookSendables(batch, { clock, random, settings, send })
      const deliveries = sendables.map(({ delivery }) => delivery)
      log.add(deliveries)
      const reason = reasonNotToSend(batch.topic, notices)
      if (reason === undefined) notices.subscription.add(sendables)
      else for (const delivery of deliveries) Object.assign(delivery, { status: 'not_sent', reason })
      await notices.subscription.settled()
      return structuredClone(deliveries)
    },

    /** Tells an app, where it wants to know, that a workspace uninstalled it or took access away. One try. */
    accessLost({ clientId, workspaceId }: Place): void {
      const url = apps.get(clientId)?.settings.uninstallUrl ?? null
      if (url === null) return
      const id = `uninstall_${makeUuid(random)}`
      const createdAtMs = clock.now()
      const about = { clientId, workspaceId, topic: null, createdAtMs }
      const delivery: Delivery = { id, kind: 'uninstall', ...about, status: 'waiting', attempts: [] }
      log.add([delivery])
      void track(tellUninstalled(delivery, url))
    },

    /** Asks about one workspace; `daily` asks again every day on the emulator's clock, until asked without it. */
    checkHealth: (place: Place, { daily }: { daily: boolean }) => track(health.check(place, daily)),

    deliveries: (): Delivery[] => log.deliveries(),

    /** Resolves when no request is on its way. */
    async settled(): Promise<void> {
      do {
        await Promise.allSettled(onTheirWay)
        await Promise.all([...apps.values()].map(({ subscription }) => subscription.settled()))
      } while (onTheirWay.size > 0)
    },

    /** Gives up what is on its way or waits, and goes back to the settings of the start. */
    reset(): void {
      endAll()
      setAll()
    },

    /** Gives up what is on its way or waits, for good. */
    close: endAll,
  }
}
