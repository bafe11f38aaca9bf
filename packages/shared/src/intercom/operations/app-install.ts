import type { Call, CallOptions } from '../call/operation.ts'
import { nothing } from './fields.ts'
import { requireTexts } from './input-checks.ts'

// For each of the texts.
const TEXT_LENGTH_MAX = 2_084

const STATES = ['OK', 'UNHEALTHY', 'UNKNOWN'] as const
const CTA_TYPES = ['URL_CTA', 'REINSTALL_CTA'] as const

/** How an app is doing in a workspace; what a health check answers and a status push says. */
export interface InstallStatus {
  state: (typeof STATES)[number]
  /** What is wrong and what to do; required if `UNHEALTHY`. At most 2,084 characters. */
  message?: string | undefined
  /** The button beside it: to an address (then label and address are required), or to install again. */
  cta_type?: (typeof CTA_TYPES)[number] | undefined
  /** At most 2,084 characters. */
  cta_label?: string | undefined
  /** At most 2,084 characters. */
  cta_url?: string | undefined
}

/**
 * Refuses a status that breaks Intercom's rules. Lengths are counted in UTF-16 units, the stricter way.
 *
 * @throws TypeError naming the field that is missing, unknown or too long
 * @see Intercom, "Installation health check"
 */
export function checkInstallStatus(status: InstallStatus): void {
  const { state, cta_type, message, cta_label, cta_url } = status
  if (!STATES.includes(state)) throw new TypeError(`state must be one of ${STATES.join(', ')}`)
  if (cta_type !== undefined && !CTA_TYPES.includes(cta_type)) {
    throw new TypeError(`cta_type must be one of ${CTA_TYPES.join(', ')}`)
  }
  if (state === 'UNHEALTHY') requireTexts({ message })
  if (cta_type === 'URL_CTA') requireTexts({ cta_label, cta_url })
  for (const [name, text] of Object.entries({ message, cta_label, cta_url })) {
    if (text !== undefined && (typeof text !== 'string' || text.length > TEXT_LENGTH_MAX)) {
      throw new TypeError(`${name} must be a text of at most ${TEXT_LENGTH_MAX} characters`)
    }
  }
}

export const appInstallOperations = (call: Call) => ({
  /**
   * Tells Intercom how the app is doing in this workspace. When that turns `UNHEALTHY`, Intercom mails the
   * workspace's admins once, within a day. Needs no permission that is known of, and version 2.2 or later.
   *
   * Repeated when an answer is lost, because the same status again changes nothing. Any 2xx is success.
   *
   * @throws TypeError naming the field that breaks a rule
   * @see Intercom, "Installation health check"
   */
  pushStatus: async (status: InstallStatus, options?: CallOptions): Promise<void> => {
    checkInstallStatus(status)
    const { state, message, cta_type, cta_label, cta_url } = status
    return call(
      {
        method: 'POST',
        route: '/app_install/status',
        json: { state, message, cta_type, cta_label, cta_url },
        answer: nothing,
        repeat: 'safe',
      },
      options,
    )
  },
})
