import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
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
