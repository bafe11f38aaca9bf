import type { Connection } from '@latchkey/shared/contract'
import type { ConnectionStatus, ReconnectReason } from '@latchkey/shared/contract/plain'
import type { IconName } from '#web/shared/ui/icon.tsx'

/** A status is always a word, an icon and a colour, never a colour alone. */
export const statusWords: Readonly<Record<ConnectionStatus, { word: string; icon: IconName }>> = {
  active: { word: 'Connected', icon: 'check' },
  needs_reconnect: { word: 'Needs reconnecting', icon: 'warning' },
  disconnected: { word: 'Disconnected', icon: 'stop' },
}

const reasons: Readonly<Record<ReconnectReason, string>> = {
  revoked: 'The access was taken back in Intercom, or the app was removed from the workspace.',
  suspended: 'Intercom suspended the app for this workspace, or the workspace was closed.',
  refused: 'Intercom no longer accepts the access kept here.',
  permission: 'A permission this app needs is missing in Intercom.',
  key_lost: 'The key that protects this access is no longer available, so the access cannot be used.',
  refresh_uncertain: 'Renewing the access was interrupted, and it cannot be told whether it still works.',
}

/** Why a connection needs its person. */
export function reasonWords({ reason }: Connection): string {
  return reason === undefined ? 'The access kept here no longer works.' : reasons[reason]
}

/** What became of removing the app from the workspace; undefined when nobody asked for that. */
export function uninstallWords({ uninstall }: Connection): string | undefined {
  switch (uninstall) {
    case 'none':
      return undefined
    case 'pending':
      return 'Removing the app from Intercom: we keep trying.'
    case 'confirmed':
      return 'Intercom confirmed that the app is removed.'
    case 'superseded':
      return 'The app was not removed, because the workspace was connected again. Uninstall it in Intercom yourself.'
    case 'failed':
      return 'Intercom could not be told to remove the app. Uninstall it in Intercom yourself.'
  }
}
