import type { Grants } from '../grants.ts'
import type { Switches } from '../switches.ts'
import { adminAnswer } from './admin-answer.ts'
import type { RestAnswer, RestOperation } from './operation.ts'

interface Deps {
  grants: Grants
  switches: () => Switches
}

/** Who a token belongs to, and its end. */
export function meOperations({ grants, switches }: Deps): RestOperation[] {
  return [
    {
      route: 'GET /me',
      permission: 'read_single_admin',
      handle: ({ caller, version }) => ({ body: adminAnswer(caller, { version, switches: switches() }) }),
    },
    {
      route: 'POST /auth/uninstall',
      permission: null,
      anyVersion: true,
      handle: ({ caller }) => {
        grants.uninstall(caller.workspace.id, caller.app.clientId)
        grants.countUninstall()
        return uninstallAnswers[switches().uninstallAnswer]
      },
    },
  ]
}

const uninstallAnswers: Record<Switches['uninstallAnswer'], RestAnswer> = {
  emptyObject: { body: {} },
  emptyBody: {},
  noContent: { status: 204 },
}
