import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/test/**/*.test.ts', '**/test/**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: './testing/src/buildOnce.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './testing/src/countReporter.ts'],
    coverage: { include: ['*/src/**/*.ts', 'dashboard/*/src/**/*.{ts,tsx}'] },
  },
})
