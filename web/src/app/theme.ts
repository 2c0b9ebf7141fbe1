import { createTheme, type MantineColorsTuple } from '@mantine/core'

const indigo: MantineColorsTuple = [
  '#eeeffc',
  '#d9dbf7',
  '#b6baf0',
  '#9297e8',
  '#7379e1',
  '#5d63da',
  '#4f54d2',
  '#4347c4',
  '#383ba8',
  '#2c2f88',
]

/**
 * Dark enough for white words on what cannot be undone, in both schemes; the third is what lies under red words that a
 * pointer is over, light enough to read them.
 */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fbe0dd',
  '#f8d1cc',
  '#eb766b',
  '#e4564a',
  '#dc4437',
  '#c8392d',
  '#b93327',
  '#a42b20',
  '#8c2219',
]

/** Greys of the dark scheme, from ink to page: as cool as those of tokens.css. */
const dark: MantineColorsTuple = [
  '#e9ecf1',
  '#c3cad5',
  '#a4acb9',
  '#8b94a3',
  '#3a414c',
  '#2c323b',
  '#1b1f25',
  '#14171b',
  '#0d0f12',
  '#090b0d',
]

/** Short: a browser looks for each family that is not there once more for every size and weight of type. */
const sans = '"Segoe UI", system-ui, sans-serif'

/** Mantine in the look of this product: small type, tight corners, one accent. Colours are those of tokens.css. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  colors: { indigo, red, dark },
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '7px', md: '10px', lg: '14px', xl: '20px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '14px', lineHeight: '1.4' },
      h3: { fontSize: '13px', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    // A list that nobody opened is not laid out: there is one in the frame of every page.
    Combobox: { defaultProps: { keepMounted: false } },
    Button: {
      defaultProps: { size: 'sm' },
      styles: (_theme: unknown, { size = 'sm' }: { readonly size?: unknown }) => ({
        root: size === 'sm' ? { height: 34, paddingInline: 14 } : {},
        label: { fontWeight: 600 },
      }),
    },
    Checkbox: { defaultProps: { radius: 'xs' } },
    Drawer: { styles: { title: { fontSize: 14, fontWeight: 600 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, fz: 'xs' } },
    // Mantine's place for the first focus is no item, and a menu may hold nothing but items.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md' } },
    InputWrapper: {
      styles: { label: { marginBottom: 3, fontWeight: 600 }, description: { marginBottom: 6 } },
    },
    Modal: {
      styles: {
        title: { fontSize: 14, fontWeight: 600 },
        header: { background: 'var(--o-raised)' },
        content: { background: 'var(--o-raised)' },
      },
      defaultProps: { radius: 'lg', centered: true, overlayProps: { backgroundOpacity: 0.45, blur: 2 } },
    },
  },
})
