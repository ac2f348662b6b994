import { dirname, resolve } from 'node:path'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import renderer from './renderer.vite.config.ts'

const WORKER = /new URL\(['"](\.\/[\w-]+-worker\.ts)['"], import\.meta\.url\)/g

/** A worker that is started by the address of its source becomes a file of its own beside the bundle. */
function workerEntries(): Plugin {
  return {
    name: 'worker-entries',
    transform(code, id) {
      if (!code.match(WORKER)) return undefined
      const entry = (_: string, source: string) => {
        const fileName = `${source.slice(2, -3)}.js`
        this.emitFile({ type: 'chunk', id: resolve(dirname(id), source), fileName })
        return `new URL('./${fileName}', import.meta.url)`
      }
      return { code: code.replaceAll(WORKER, entry), map: null }
    },
  }
}

export default defineConfig({
  main: {
    plugins: [workerEntries()],
    build: {
      outDir: resolve(import.meta.dirname, 'out/main'),
      lib: { entry: resolve(import.meta.dirname, 'src/main/index.ts') },
    },
  },
  preload: {
    build: {
      outDir: resolve(import.meta.dirname, 'out/preload'),
      // A sandboxed preload is one CommonJS file that brings everything but electron along.
      externalizeDeps: false,
      lib: { entry: resolve(import.meta.dirname, 'src/preload/index.ts'), formats: ['cjs'] },
      rollupOptions: { output: { entryFileNames: '[name].cjs' } },
    },
  },
  renderer,
})
