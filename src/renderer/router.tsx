import { createHashHistory, createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { CalendarScreen } from './screens/calendar/calendar-screen.tsx'
import { DeskScreen } from './screens/desk/desk-screen.tsx'
import { Home } from './screens/desk/home.tsx'

const root = createRootRoute({ component: DeskScreen, notFoundComponent: () => <Navigate to="/" /> })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const calendar = createRoute({ getParentRoute: () => root, path: '/$view/$date', component: CalendarScreen })

/** Addresses live behind the hash: the page is one file under `app:` and on loopback. */
export const router = createRouter({
  routeTree: root.addChildren([home, calendar]),
  history: createHashHistory(),
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
