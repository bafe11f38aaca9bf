import './shared/ui/base.css'
import { startApp } from './app/start-app.tsx'

if (import.meta.env.MODE === 'mock') {
  const { startMocks } = await import('../mocks/start-mocks.ts')
  await startMocks()
}
startApp()
