import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { msw } from 'msw/vite'
import { defineConfig } from 'vitest/config'
import { scopedClassName } from './build/scoped-class-name.ts'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react(), msw({ mode: 'worker-only' })],
        css: { modules: { generateScopedName: scopedClassName } },
        optimizeDeps: {
          include: ['react-dom/client', '@tanstack/react-router', 'msw', 'msw/browser', 'zod'],
        },
        test: {
          name: 'web',
          include: ['src/**/*.test.{ts,tsx}'],
          setupFiles: ['./test/setup.ts'],
          expect: { poll: { timeout: 4000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 1280, height: 900 },
            provider: playwright({
              launchOptions: {
                executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
                args: ['--no-sandbox', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      { test: { name: 'web-build', include: ['build/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
})
