import { type CSSVariablesResolver, MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Plugin } from 'vite'
import { theme } from './src/app/theme.ts'

/**
 * `theme.css`: the colours and sizes of the theme, as Mantine writes them into every page while it is first drawn. They are
 * the same each time, and reckoning them takes a slow machine longer than reading them.
 */
export function themeStyles(): Plugin {
  const name = 'virtual:theme.css'
  const resolved = `\0${name}`
  return {
    name: 'theme-styles',
    resolveId: (id) => (id === name ? resolved : null),
    load: (id) => (id === resolved ? variablesOfTheme() : null),
  }
}

const surfaces = {
  '--mantine-color-body': 'var(--o-page)',
  '--mantine-color-text': 'var(--o-ink)',
  '--mantine-color-bright': 'var(--o-ink)',
  '--mantine-color-dimmed': 'var(--o-ink-soft)',
  '--mantine-color-placeholder': 'var(--o-ink-faint)',
  '--mantine-color-anchor': 'var(--o-accent)',
  '--mantine-color-default': 'var(--o-raised)',
  '--mantine-color-default-hover': 'var(--o-hover)',
  '--mantine-color-default-color': 'var(--o-ink)',
  '--mantine-color-default-border': 'var(--o-line-strong)',
  '--mantine-color-error': 'var(--o-bad)',
}

/** Gives Mantine's own components the surfaces and inks of tokens.css, in both colour schemes. */
const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces })

/** What Mantine's provider writes, without the element around it. Throws when it writes something else. */
function variablesOfTheme(): string {
  const provider = createElement(MantineProvider, {
    theme,
    cssVariablesResolver: cssVariables,
    withGlobalClasses: false,
  })
  const written = /^<style data-mantine-styles="true">([^<]+)<\/style>$/.exec(renderToStaticMarkup(provider))
  if (written?.[1] === undefined) throw new Error('MantineProvider wrote no variables.')
  return written[1]
}
