import type { Call, CallOptions } from '../call/operation.ts'
import { nothing } from './fields.ts'

export const uninstallOperations = (call: Call) => ({
  /**
   * Removes the app from the whole workspace, for everyone in it, and with it every token of it: never call
   * it to tidy up. Any 2xx is success (the answer is not documented). A 401 may mean that the app is already
   * gone, which a `me` tells.
   *
   * Sent once, because between two tries someone may have installed the app again.
   *
   * @throws IntercomError `intercom.uncertain` when it may have been done
   * @see Intercom, "Installing and uninstalling apps"
   */
  uninstall: async (options?: CallOptions): Promise<void> =>
    call({ method: 'POST', route: '/auth/uninstall', json: {}, answer: nothing, repeat: 'once' }, options),
})
