import './styles/library.js'
import '@mantine/notifications/styles.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import './styles/base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { asked, queryClient } from './parts/api.js'
import { ConfirmDialog } from './parts/confirm.js'
import { router } from './router.js'
import { cssVariables, theme } from './styles/theme.js'
import { locale } from './words/format.js'

document.documentElement.lang = locale.language
document.documentElement.dir = locale.direction

// Who is here is asked before anything is drawn, so that it travels while the page of the address is loaded.
void queryClient.prefetchQuery(asked('sessions.current', {}, { client: undefined, organisation: undefined }))

const Notices = lazy(() => import('./parts/notices.js').then((notices) => ({ default: notices.Notices })))

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ConfirmDialog />
        <Suspense><Notices /></Suspense>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
