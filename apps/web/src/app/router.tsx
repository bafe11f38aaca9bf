import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import { CrashPage } from './crash-page.tsx'
import { HomePage } from './home-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({
  component: Shell,
  errorComponent: CrashPage,
  notFoundComponent: NotFoundPage,
})

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({ getParentRoute: () => root, path: '/connections', component: HomePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/connect/confirm/$pendingId',
    component: lazyRouteComponent(() => import('./confirm-page.tsx'), 'ConfirmPage'),
  }),
]

/** Every address of the app. A test gives its own history. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultErrorComponent: CrashPage,
    ...(history === undefined ? {} : { history }),
  })
}
