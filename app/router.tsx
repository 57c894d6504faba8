import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { queryOfText, queryText } from './parts/address.js'
import { ClientFrame, Frame, Root } from './parts/frame/frame.js'
import { Home } from './parts/frame/home.js'
import { Missing, PageFailure } from './parts/frame/missing.js'
import { allPages, type PageDeclaration } from './pages/all-pages.js'

/** Addresses of the app, made from the list of pages. Each page is a file of its own, loaded when it is opened or about to be. */
const root = createRootRoute({ component: Root, notFoundComponent: Missing, errorComponent: PageFailure })
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame })
const ofClient = createRoute({ getParentRoute: () => framed, path: '/c/$client', component: ClientFrame })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const clientHome = createRoute({ getParentRoute: () => ofClient, path: '/', component: Home })

const clientPrefix = '/c/$client'

function routesOf(pages: readonly PageDeclaration[], parent: AnyRoute, path: (page: PageDeclaration) => string): AnyRoute[] {
  return pages.map((page) => {
    const route = createRoute({ getParentRoute: () => parent, path: path(page), component: lazyRouteComponent(page.load, 'Page'), errorComponent: PageFailure, staticData: { page } })
    // The page stays the same while details open and close: the child has nothing to draw.
    // A name with a slash in it may come decoded: some servers in between turn `audit%2FRISK-01` into `audit/RISK-01`.
    return page.detail ? route.addChildren(['$detail', '$detail/$more'].map((path) => createRoute({ getParentRoute: () => route, path, component: () => null }))) : route
  })
}

const clientPages = allPages.filter(({ at }) => at.startsWith(`${clientPrefix}/`))
const otherPages = allPages.filter((page) => !clientPages.includes(page))

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    framed.addChildren([ofClient.addChildren([clientHome, ...routesOf(clientPages, ofClient, ({ at }) => at.slice(clientPrefix.length))]), ...routesOf(otherPages.filter(({ bare }) => bare !== true), framed, ({ at }) => at)]),
    ...routesOf(otherPages.filter(({ bare }) => bare === true), root, ({ at }) => at),
  ]),
  parseSearch: queryOfText,
  stringifySearch: queryText,
  defaultPreload: 'intent',
  defaultPreloadDelay: 40,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageDeclaration
  }
}
