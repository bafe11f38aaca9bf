import react from '@vitejs/plugin-react'
import { msw } from 'msw/vite'
import { defineConfig } from 'vite'
import { contentSecurityPolicy } from './build/content-security-policy.ts'
import { scopedClassName } from './build/scoped-class-name.ts'
import { staticPage } from './build/static-page-plugin.ts'
import { mockIntercom } from './mocks/mock-intercom-plugin.ts'

// The Host header stays as the browser sent it: the API answers to its public origin alone, which is Vite's here.
const api = { target: process.env['API_URL'] ?? 'http://localhost:3000', changeOrigin: false }

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    staticPage(),
    // The mocks and their worker exist in this mode only; no other build can contain them.
    ...(mode === 'mock' ? [msw({ mode: 'worker-only' }), mockIntercom()] : []),
  ],
  css: { modules: { generateScopedName: scopedClassName } },
  server: mode === 'mock' ? {} : { proxy: { '/api': api, '/intercom': api } },
  preview: { headers: { 'content-security-policy': contentSecurityPolicy }, proxy: { '/api': api } },
  build: {
    target: ['chrome125', 'firefox128', 'safari18'],
    // Nothing is inlined: the policy allows fonts and styles from our own origin only.
    assetsInlineLimit: 0,
    sourcemap: false,
  },
}))
