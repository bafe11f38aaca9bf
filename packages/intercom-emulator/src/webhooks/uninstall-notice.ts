import { signBody } from '@latchkey/shared/intercom/signing'
import type { Switches } from '../switches.ts'
import type { Outgoing } from './send-out.ts'
import { signatureHeader } from './signature-header.ts'

/**
 * What tells an app that a workspace is gone: the workspace's id and nothing else, no admin and no token (Intercom,
 * "Installing and uninstalling apps"). Whether Intercom signs it is not documented: the switch says.
 */
export function uninstallNotice(
  url: string,
  about: { workspaceId: string; clientSecret: string; uninstallSignature: Switches['uninstallSignature'] },
): Outgoing {
  const { workspaceId, clientSecret, uninstallSignature } = about
  const body = Buffer.from(JSON.stringify({ app_id: workspaceId }))
  const kind = uninstallSignature === 'sha256' ? 'valid' : uninstallSignature
  const sign = (secret: string) => signBody(body, secret)
  const headers = {
    'content-type': 'application/json',
    ...signatureHeader('x-body-signature', kind, { clientSecret, sign }),
  }
  return { method: 'POST', url, headers, body }
}
