import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'scripts/*.mjs',
    'src/cli/index.ts',
    'sync-server/index.ts',
    'bench/*.ts',
    // The bench of sync starts these as processes, or loads them into some.
    'bench/sync/*-child.ts',
    'bench/abuse/{abused-server,abuser}.ts',
    'bench/sync/*.mjs',
    'bench/peers/sync/*.mjs',
    'renderer.vite.config.ts',
    'test/**/*.test.{ts,tsx}',
    // Started as processes of their own.
    'test/**/*-child.ts',
  ],
  project: ['src/**/*.{ts,tsx,css}', 'sync-server/**/*.ts', 'bench/**/*.ts', 'test/**/*.{ts,tsx}', 'scripts/**/*.mjs'],
  ignoreDependencies: [
    // Peers of the benches have a lock file of their own.
    /^@hocuspocus\//,
    // The provider connections come with their own issue; the owner wants these packages from the start.
    'googleapis',
    '@azure/msal-node',
    // Run by scripts/check.mjs by path; the second is loaded by the first.
    'oxlint',
    'oxlint-tsgolint',
    // Its binary is fetched apart from npm, and packaging comes with its own issue.
    'electron-builder',
  ],
  ignoreExportsUsedInFile: true,
}

export default config
