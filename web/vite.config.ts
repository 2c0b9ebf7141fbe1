import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { themeStyles } from './theme-styles.ts'

/** Where `npm run dev -w web` finds the API of a running `npm start`. */
const api = process.env.ORDERSYNC_URL ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeStyles()],
  server: { port: 5173, strictPort: true, proxy: { '/api': api, '/docs': api, '/healthz': api } },
  build: {
    // light-dark() and nesting as they are written.
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    assetsInlineLimit: 0,
    manifest: true,
    // One file of styles: each more is a request and a wait before the part that it belongs to is drawn.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 800,
    // Few files instead of eighty: what every page needs and the sign-in are two, which a browser reads side by side, what
    // several pages share is another, and charts are for who sees them.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 4 },
            { name: 'base', tags: ['$initial'], priority: 3 },
            {
              name: 'charts',
              test: /node_modules\/(@mantine\/charts|recharts|victory-vendor|d3-|decimal\.js-light|@reduxjs|immer|reselect|react-redux|es-toolkit|eventemitter3)/,
              priority: 2,
            },
            { name: 'shared', minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
})
