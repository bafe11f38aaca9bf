import { renderToStaticMarkup } from 'react-dom/server'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConnectPage } from '#web/features/oauth/connect-page.tsx'
import { PageSkeleton } from '#web/shared/ui/skeleton.tsx'
import { Frame } from './frame.tsx'

/** The two bodies that `index.html` holds before any script runs; rendered when the app is built. */
export function renderStaticPage(): Record<'connect' | 'loading', string> {
  return {
    connect: renderToStaticMarkup(
      <QueryClientProvider client={new QueryClient()}>
        <Frame contentId="static-content">
          <ConnectPage isStatic />
        </Frame>
      </QueryClientProvider>,
    ),
    loading: renderToStaticMarkup(
      <Frame contentId="loading-content">
        <PageSkeleton />
      </Frame>,
    ),
  }
}
