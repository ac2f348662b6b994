import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'scripts/*.mjs',
    'src/cli/index.ts',
    'src/main/index.ts',
    'src/preload/index.ts',
    'src/renderer/main.tsx',
    'sync-server/index.ts',
    'bench/*.ts',
    'test/**/*.test.{ts,tsx}',
  ],
  project: ['src/**/*.{ts,tsx}', 'sync-server/**/*.ts', 'bench/**/*.ts', 'test/**/*.{ts,tsx}', 'scripts/**/*.mjs'],
  ignoreDependencies: [
    // The provider connections come with their own issue; the owner wants these packages from the start.
    'googleapis',
    '@azure/msal-node',
    // Its binary is fetched apart from npm, and packaging comes with its own issue.
    'electron-builder',
  ],
  ignoreExportsUsedInFile: true,
}

export default config
