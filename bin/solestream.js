#!/usr/bin/env node
// The committed half of the command: npm links only a bin that exists at install time, and dist/ is built afterwards.
import { existsSync } from 'node:fs'

const built = new URL('../dist/solestream.js', import.meta.url)
if (existsSync(built)) await import(built.href)
else {
  console.error('solestream is not built yet. Run `npm run build` in the checkout (or `npm run dev` to run from source).')
  process.exitCode = 1
}
