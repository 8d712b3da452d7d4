import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '**/dist.next-*/**']
const shared = { exclude, pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } as const

export default defineConfig({
  test: {
    globalSetup: './testing/src/buildOnce.ts',
    maxWorkers: 2,
    reporters: ['default', './testing/src/countReporter.ts'],
    coverage: { include: ['*/src/**/*.ts', 'dashboard/*/src/**/*.{ts,tsx}'] },
    projects: [
      { test: { ...shared, name: 'rooms', include: ['*/test/**/*.test.ts', 'dashboard/*/test/**/*.test.{ts,tsx}'] } },
      // The whole house, one test at a time: real time over Bluetooth, servers and a browser want the machine for themselves.
      { test: { ...shared, name: 'house', include: ['test/**/*.test.ts'], fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
})
