import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * The app as files for the HTTP door: hashed names that may be kept for ever, nothing inlined (the page may run no inline
 * script and load no data addresses as fonts), nothing from elsewhere. `npx vite app` serves it while it is worked on and
 * hands what is no file on to a running `citewell serve` (`CITEWELL_URL`).
 */
export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/app', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
    // Parts of the component library that many pages use travel in one file rather than in forty.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'ui', test: /node_modules[\\/](?:@mantine[\\/]core|@floating-ui|lucide-react)/, minShareCount: 6 }, { name: 'parts', test: /[\\/]app[\\/]parts[\\/]/, minShareCount: 6 }] } } },
  },
  server: { proxy: Object.fromEntries(['/v1', '/api', '/openapi.json', '/health', '/mcp', '/auth'].map((path) => [path, process.env.CITEWELL_URL ?? 'http://127.0.0.1:4300'])) },
})
