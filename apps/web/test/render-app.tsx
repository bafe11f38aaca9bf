import { createRoot, type Root } from 'react-dom/client'
import { RouterProvider } from '@tanstack/react-router'
import { vi } from 'vitest'
import { Providers } from '../src/app/providers.tsx'
import { createQueryClient } from '../src/app/query-client.ts'
import { createAppRouter } from '../src/app/router.tsx'
import { forgetArrival, takeArrivalFromAddress } from '../src/features/oauth/index.ts'
import { leave } from '../src/features/oauth/start-connect.ts'
import { sessionEnd } from '../src/features/sessions/session-end.ts'
import type { MockState } from '../mocks/mock-state.ts'
import { service } from './mock-service.ts'

let root: Root | undefined
const testAddress = location.href

/** Opens the whole app at an address, over a service in this state. Going to Intercom is recorded, not done. */
export function openApp(path: string, state: MockState): { wentTo: string[] } {
  service.set(state)
  const wentTo: string[] = []
  vi.spyOn(leave, 'to').mockImplementation((address) => void wentTo.push(address))
  history.replaceState(null, '', path)
  takeArrivalFromAddress()
  const container = document.createElement('div')
  container.id = 'root'
  document.body.replaceChildren(container)
  root = createRoot(container)
  root.render(
    <Providers client={createQueryClient()}>
      <RouterProvider router={createAppRouter()} />
    </Providers>,
  )
  return { wentTo }
}

/** Takes the app down and forgets what it kept outside React. */
export function closeApp(): void {
  root?.unmount()
  root = undefined
  forgetArrival()
  sessionEnd.set('none')
  delete document.documentElement.dataset.boot
  history.replaceState(null, '', testAddress)
}
