import { z } from 'zod'
import { addressProblem } from '../redirect-uris.ts'
import { Topic } from './topics.ts'

const Address = z
  .string()
  .max(2_048)
  .superRefine((address, context) => {
    const problem = addressProblem('notice address', address)
    if (problem !== undefined) return context.addIssue({ code: 'custom', message: problem })
    const { username, password } = new URL(address)
    if (username === '' && password === '') return
    context.addIssue({ code: 'custom', message: 'A notice address must not hold a name or password.' })
  })
  .nullable()
  .exactOptional()

/** Changes to what an app has set in the Developer Hub; what is left out stays, `null` switches an address off. */
export const NoticeChanges = z.strictObject({
  /** Where notifications of the topics go. */
  webhooksUrl: Address,
  /** `ping` comes always. */
  topics: z.array(Topic).max(200).exactOptional(),
  /** Where it is told that a workspace uninstalled the app or took its access away. */
  uninstallUrl: Address,
  /** Where the health check asks. */
  healthUrl: Address,
})
export type NoticeChanges = z.infer<typeof NoticeChanges>

/** What an app has set in the Developer Hub about what Intercom sends it. */
export interface NoticeSettings {
  webhooksUrl: string | null
  topics: readonly string[]
  uninstallUrl: string | null
  healthUrl: string | null
}

export const noNotices: NoticeSettings = {
  webhooksUrl: null,
  topics: [],
  uninstallUrl: null,
  healthUrl: null,
}
