import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    // The core has no state of its own: its tests share a process, which spares each of them the loading of it.
    projects: [
      { extends: true, test: { name: 'core', include: ['test/core/**/*.test.ts'], isolate: false } },
      // Not by `exclude`, which would stand in the place of what the command line excludes.
      { extends: true, test: { name: 'programs', include: ['test/*.test.ts', 'test/!(core)/**/*.test.{ts,tsx}'] } },
    ],
    pool: 'forks',
    maxWorkers: 2,
    // For what hangs: a machine with much to do is slow, and no test is about time.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    allowOnly: false,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}', 'sync-server/**/*.ts'],
      exclude: ['**/migrations/**', '**/*.d.ts'],
      reporter: ['json'],
      reportsDirectory: 'coverage/unit',
    },
  },
})
