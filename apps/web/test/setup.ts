import '../src/shared/ui/base.css'
import { setupWorker } from 'msw/browser'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { createHandlers } from '../mocks/handlers.ts'
import { mockState } from '../mocks/mock-state.ts'
import { apiCalls, service, worker } from './mock-service.ts'
import { closeApp } from './render-app.tsx'

const complaints: string[] = []

beforeAll(async () => {
  worker.current = setupWorker(...createHandlers(service))
  worker.current.events.on('request:start', ({ request }) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/api/')) apiCalls.push(`${request.method} ${pathname}`)
  })
  await worker.current.start({
    quiet: true,
    onUnhandledFrame: ({ frame }) => {
      const data: unknown = frame.data
      const isRequest = typeof data === 'object' && data !== null && 'request' in data
      const request = isRequest && data.request instanceof Request ? data.request : undefined
      if (request !== undefined && new URL(request.url).pathname.startsWith('/api'))
        complaints.push(`unhandled ${request.method} ${request.url}`)
    },
  })
})

beforeEach(() => {
  complaints.length = 0
  apiCalls.length = 0
  service.set(mockState())
  document.documentElement.dataset.js = ''
  localStorage.clear()
  sessionStorage.clear()
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => complaints.push(parts.join(' ')))
})

afterEach(() => {
  closeApp()
  worker.current?.resetHandlers()
  vi.restoreAllMocks()
  expect(complaints).toEqual([])
})

afterAll(() => worker.current?.stop())
