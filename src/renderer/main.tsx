import './configure-zod.ts'
import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { engine, engineReach } from './engine.ts'
import { followEngine } from './follow-engine.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { applyTheme } from './theme.ts'
import { startTranslations } from './translations.ts'

applyTheme(document.documentElement)
followEngine(engine, engineReach, queryClient)
await startTranslations()

const root = document.getElementById('root')
if (!root) throw new Error('no root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
