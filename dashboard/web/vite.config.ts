import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/**
 * The page is served under a strict CSP (default-src 'self'): nothing inline, no data: URLs, nothing from elsewhere.
 * JSX needs no plugin: the automatic runtime of preact is named in tsconfig.json.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '/api': { target: process.env['SOLESTREAM_DEV_SERVER'] ?? 'http://127.0.0.1:8420', ws: true } } },
})
