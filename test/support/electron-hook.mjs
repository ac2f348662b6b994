// node --import this file: `electron` means the double, for ES modules and CommonJS alike.
import { registerHooks } from 'node:module'

const double = new URL('./electron-double.mjs', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, format: 'module', shortCircuit: true } : next(specifier, context),
})
