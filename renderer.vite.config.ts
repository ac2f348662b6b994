import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, 'src/renderer')

/** The screens alone, the same for the shell, the loopback host and the tests. */
export default defineConfig({
  root,
  // Relative: the same files are served under app:// and by the loopback host.
  base: './',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: resolve(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    minify: true,
    // One word: electron-vite joins a list with its own target, and the bundler refuses what stands there twice.
    target: 'es2023',
    // Browsers that know light-dark(): made out for older ones it would cost a pair of variables a colour.
    cssTarget: 'chrome130',
    // Beside the files, named by none of them: for the coverage of the screens.
    sourcemap: 'hidden',
    // The content security policy knows no data: addresses.
    assetsInlineLimit: 0,
    rollupOptions: { input: resolve(root, 'index.html') },
  },
})
