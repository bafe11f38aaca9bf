import { setupWorker } from 'msw/browser'
import { createHandlers, type MockService } from './handlers.ts'
import { connectedSession, mockState, type MockState } from './mock-state.ts'
import { scenarios } from './scenarios.ts'

const key = 'latchkey.mock-state'

// Only our own earlier state is ever read back, from the same build of these mocks.
function readState(): MockState {
  const kept = sessionStorage.getItem(key)
  return kept === null ? mockState() : { ...mockState(), ...(JSON.parse(kept) as Partial<MockState>) }
}

const service: MockService = {
  get: readState,
  set: (state) => sessionStorage.setItem(key, JSON.stringify(state)),
}

/** What the stand-in for Intercom's consent page came back with. */
function finishConsent(outcome: string): string {
  if (outcome !== 'authorized') return '/connections?connect_error=oauth.denied&request_id=mock-request-1'
  const session = connectedSession()
  const [first] = session.connections
  if (service.get().session.status === 'anonymous') service.set({ ...service.get(), session })
  return `/connections?connected=${first?.id ?? ''}`
}

/** Starts the stand-in for the API in this browser, in the scenario that the address names. */
export async function startMocks(): Promise<void> {
  const url = new URL(location.href)
  const scenario = scenarios[url.searchParams.get('scenario') ?? '']
  const consent = url.searchParams.get('mock_consent')
  if (scenario !== undefined) {
    service.set(scenario.state())
    if (scenario.wasConnected === true) localStorage.setItem('latchkey.was-connected', 'yes')
    else localStorage.removeItem('latchkey.was-connected')
    history.replaceState(null, '', scenario.path)
  } else if (consent !== null) {
    history.replaceState(null, '', finishConsent(consent))
  }
  await setupWorker(...createHandlers(service)).start({ onUnhandledFrame: 'bypass', quiet: true })
}
