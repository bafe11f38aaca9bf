import { IntercomClient } from 'intercom-client'
import type { Emulator, EmulatorOptions } from '../create-emulator.ts'
import { seed } from '../seed.ts'
import { startEmulator } from '../start-emulator.ts'

const { workbench } = seed.apps
const { us } = seed.workspaces

/** The versions that the official client is driven in: its own default, which is 2.14, and an older one. */
export const clientVersions = ['default', '2.11'] as const

export type ClientVersion = (typeof clientVersions)[number]

export interface OfficialClient {
  emulator: Emulator
  client: IntercomClient
  /** The admin whose token it holds. */
  adminId: string
}

/** The official client with every permission in Harbour Books, made small, on an emulator of its own. */
export async function startOfficialClient({
  version = 'default',
  ...options
}: EmulatorOptions & { version?: ClientVersion } = {}): Promise<OfficialClient> {
  const emulator = await startEmulator({
    sizes: { [us.id]: { contacts: 23, companies: 17, conversations: 12 } },
    ...options,
  })
  const adminId = us.admins.maya.id
  const client = clientOf(emulator, issueToken(emulator), { version })
  return { emulator, client, adminId }
}

/** A token of the app that has every permission. */
export function issueToken(emulator: Emulator, clientId: string = workbench.clientId): string {
  const holder = { workspaceId: us.id, adminId: us.admins.maya.id }
  return emulator.control.issueToken({ ...holder, clientId }).token
}

/** The official client as its documentation makes it, without its retries: an error is then seen as it came. */
export function clientOf(
  emulator: Emulator,
  token: string,
  { version = 'default' }: { version?: ClientVersion } = {},
): IntercomClient {
  return new IntercomClient({
    token,
    environment: emulator.url,
    maxRetries: 0,
    ...(version !== 'default' && { version }),
  })
}

/** All items of one of its pages and of those that follow, as its own iterator gives them. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}
