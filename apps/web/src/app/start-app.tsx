import { createRoot } from 'react-dom/client'
import { RouterProvider } from '@tanstack/react-router'
import { takeArrivalFromAddress } from '#web/features/oauth/index.ts'
import { appStarted } from '#web/shared/lib/takeover.ts'
import { createQueryClient } from './query-client.ts'
import { Providers } from './providers.tsx'
import { createAppRouter } from './router.tsx'

/** Starts the app in `#root`, under the static page that `index.html` shows until then. */
export function startApp(): void {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  appStarted()
  takeArrivalFromAddress()
  const client = createQueryClient()
  createRoot(root).render(
    <Providers client={client}>
      <RouterProvider router={createAppRouter()} />
    </Providers>,
  )
}
