// Bundles the commands (dist/solestream.js, chunks loaded when chosen), the workers and the web page (dist/web).
import { build as bundle } from 'esbuild'
import { rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build as buildWeb } from 'vite'

// Built aside and then put in place: who starts meanwhile finds the old build, whole.
const next = resolve(`dist.next-${process.pid}`)

const commands = {
  entryPoints: {
    solestream: 'solestream.ts',
    sqliteWorker: 'processing/src/storage/sqliteWorker.ts',
    closeWorker: 'sessions/src/run/closeWorker.ts',
    peopleThread: 'sessions/src/people/peopleThread.ts',
    exportThread: 'sessions/src/export/exportThread.ts',
    compareThread: 'sessions/src/compare/compareThread.ts',
    pdfThread: 'dashboard/server/src/report/pdfThread.ts',
  },
  outdir: next,
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
  external: [
    // And what reads files of its own.
    'pdfkit',
    ...['better-sqlite3', '@node-rs/argon2', '@abandonware/noble', '@abandonware/bleno'],
    // Parts of Fastify that are never loaded here.
    ...['@fastify/ajv-compiler', '@fastify/fast-json-stringify-compiler', 'light-my-request', 'pino'],
  ],
  // Bundled CommonJS still calls require for Node's own modules.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  logLevel: 'warning',
}

try {
  await bundle(commands)
  await buildWeb({ configFile: 'dashboard/web/vite.config.ts', logLevel: 'warn', build: { outDir: join(next, 'web') } })
  await rm('dist', { recursive: true, force: true })
  await rename(next, 'dist')
} finally {
  await rm(next, { recursive: true, force: true })
}
