import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { themeStyles } from './theme-styles.ts'

/** The same dashboard as one script, with which the server renders a page before the browser has its own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeStyles()],
  ssr: { target: 'webworker', noExternal: true },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    ssr: 'src/renderer/main.ts',
    outDir: 'dist/renderer',
    target: 'node24',
    minify: true,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { output: { format: 'iife', codeSplitting: false, entryFileNames: 'main.js' } },
  },
})
