import { z } from 'zod'
import { adminsOf } from '../directory.ts'
import type { App } from '../directory.ts'
import type { SeedWorkspace } from '../seed.ts'
import { keptDeliveries } from '../webhooks/delivery-log.ts'
import type { Delivery } from '../webhooks/delivery-log.ts'
import type { HealthResult } from '../webhooks/health-checks.ts'
import { itemsOf } from '../webhooks/items.ts'
import type { ItemSource } from '../webhooks/items.ts'
import { NoticeChanges } from '../webhooks/notice-settings.ts'
import type { Notices } from '../webhooks/notices.ts'
import { Topic } from '../webhooks/topics.ts'
import { ControlError } from './control-error.ts'
import { parseInput } from './parse-input.ts'

const clientId = z.string().exactOptional()

const WebhookWanted = z.strictObject({
  topic: Topic,
  workspaceId: z.string(),
  /** The first app where none is named. */
  clientId,
  /** `data.item`; one of the workspace's own where it is left out. */
  item: z.record(z.string(), z.unknown()).exactOptional(),
  /** Notifications, each with an id of its own; 1 by default. */
  count: z.int().min(1).max(keptDeliveries).exactOptional(),
  /** How often each is sent again under the same id; 0 by default. */
  duplicates: z.int().min(0).max(100).exactOptional(),
  /** In an order made by chance; in order by default. */
  shuffled: z.boolean().exactOptional(),
  /** `valid` by default; `wrong` is made with another secret. */
  signature: z.enum(['valid', 'absent', 'wrong']).exactOptional(),
})
export type WebhookWanted = z.infer<typeof WebhookWanted>

const HealthWanted = z.strictObject({
  workspaceId: z.string(),
  clientId,
  /** Asks again every day on the emulator's clock, until asked without it. */
  daily: z.boolean().exactOptional(),
})
export type HealthWanted = z.infer<typeof HealthWanted>

const ChangesWanted = NoticeChanges.extend({ clientId })
export type NoticeChangesWanted = z.infer<typeof ChangesWanted>

/** What the control API does about everything that Intercom sends by itself. */
export function createNoticeControl(deps: {
  notices: Notices
  items: ItemSource
  /** @throws ControlError where there is none; the first app where none is named */
  requireApp: (clientId: string | undefined) => App
  requireWorkspace: (workspaceId: string) => SeedWorkspace
}) {
  const { notices, items, requireApp, requireWorkspace } = deps

  function itemsFor(wanted: WebhookWanted, app: App, workspace: SeedWorkspace): unknown[] {
    const { topic, item, count = 1 } = wanted
    if (item !== undefined) return Array.from({ length: count }, () => item)
    const [admin] = adminsOf(workspace)
    const own = admin ? itemsOf(topic, { caller: { app, workspace, admin }, countMax: count }, items) : []
    if (own.length === 0) {
      const message = `The workspace holds nothing that "${topic}" could be about: send an "item".`
      throw new ControlError('request.invalid', message)
    }
    // Over and over, where more are asked for than there are.
    return Array.from({ length: count }, (_unused, index) => own[index % own.length])
  }

  return {
    /**
     * Sends notifications to an app that has an address and the topic set, installed or not. Resolves when each was
     * tried once, or waits for the end of a throttle or a pause.
     *
     * @throws ControlError for an unknown topic, app or workspace, and where an item is needed
     */
    async sendWebhook(input: WebhookWanted): Promise<{ deliveries: Delivery[] }> {
      const wanted = parseInput(WebhookWanted, input)
      const app = requireApp(wanted.clientId)
      const workspace = requireWorkspace(wanted.workspaceId)
      const { topic, count = 1, duplicates = 0, shuffled = false, signature = 'valid' } = wanted
      if (count * (1 + duplicates) > keptDeliveries) {
        throw new ControlError('request.invalid', `At most ${keptDeliveries} deliveries go out at once.`)
      }
      const batch = { app, workspaceId: workspace.id, topic, duplicates, shuffled, signature }
      return { deliveries: await notices.sendWebhooks({ ...batch, items: itemsFor(wanted, app, workspace) }) }
    },

    /**
     * Asks an app how its connection to a workspace does, as Intercom does daily; what it concludes stays in `state`.
     *
     * @throws ControlError `notices.no_address` where the app has no health address
     */
    async sendHealthCheck(input: HealthWanted): Promise<HealthResult> {
      const wanted = parseInput(HealthWanted, input)
      const app = requireApp(wanted.clientId)
      const { id: workspaceId } = requireWorkspace(wanted.workspaceId)
      if (notices.settingsOf(app.clientId).healthUrl === null) {
        throw new ControlError(
          'notices.no_address',
          'Set a health address first: POST notices {"healthUrl"}.',
        )
      }
      return notices.checkHealth({ clientId: app.clientId, workspaceId }, { daily: wanted.daily ?? false })
    },

    /** The last notifications and uninstall notices, oldest first, without their bodies. */
    deliveries: (): { deliveries: Delivery[] } => ({ deliveries: notices.deliveries() }),

    /**
     * Changes what an app has set in the Developer Hub. A webhook address that is set, also the same again, is asked
     * with HEAD, and its subscription is live again. Resolves with the state after that.
     *
     * @throws ControlError for an address that is neither https nor on this computer, or a topic that is none
     */
    async setNotices(input: NoticeChangesWanted): Promise<ReturnType<Notices['state']>[number]> {
      const { clientId: named, ...changes } = parseInput(ChangesWanted, input)
      const app = requireApp(named)
      await notices.set(app.clientId, changes)
      const state = notices.state().find((one) => one.clientId === app.clientId)
      if (state === undefined) throw new Error('Every app has notices')
      return state
    },

    /** Resolves when nothing that the emulator sends by itself is on its way. */
    noticesSettled: (): Promise<void> => notices.settled(),
  }
}
