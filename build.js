// Bundles the commands (dist/solestream.js, chunks loaded when chosen), the SQLite worker and the web page (dist/web).
import { build as bundle } from 'esbuild'
import { rm } from 'node:fs/promises'
import { build as buildWeb } from 'vite'

await rm('dist', { recursive: true, force: true })
await bundle({
  entryPoints: {
    solestream: 'solestream.ts',
    sqliteWorker: 'processing/src/storage/sqliteWorker.ts',
    closeWorker: 'sessions/src/run/closeWorker.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  sourcemap: true,
  // Native add-ons, and what only some machines have.
  external: ['better-sqlite3', '@abandonware/noble', '@abandonware/bleno'],
  // Bundled CommonJS still calls require for Node's own modules.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
})
await buildWeb({ configFile: 'dashboard/web/vite.config.ts', logLevel: 'warn' })
