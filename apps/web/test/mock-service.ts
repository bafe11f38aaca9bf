import type { SetupWorker } from 'msw/browser'
import type { MockService } from '../mocks/handlers.ts'
import { mockState, type MockState } from '../mocks/mock-state.ts'

let state: MockState = mockState()

/** The stand-in for the API that a test sets up and looks into. */
export const service: MockService = {
  get: () => state,
  set: (next) => {
    state = next
  },
}

/** Every call that reached the stand-in, "POST /api/intercom/connect". */
export const apiCalls: string[] = []

export const worker: { current: SetupWorker | undefined } = { current: undefined }
