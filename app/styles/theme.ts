import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver } from '@mantine/core'
import { groupMarks, tierLadder, tokens } from '../../src/report/tokens.js'

const scrollingOptions = { options: { maxHeight: 260, overflowY: 'auto' } } as const

/** The component library in the colours, type and spaces of the house; the same tokens draw the report. */
export const theme = createTheme({
  colors: {
    // The library draws dark fields and borders from these; here they are the dark tokens and steps between them.
    dark: ['#E9EEF0', '#C5CFD4', '#A9B6BC', '#7D8B92', '#2B363D', '#232D34', '#1A2228', '#12181C', '#0D1215', '#090D0F'],
    accent: ['#E6F5F4', '#C9E9E6', '#9BD9D4', '#4FC4BC', '#2FA59E', '#1C8C86', '#127A75', '#0B6E69', '#095A56', '#064441'],
  },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  // The library chooses the words of a filled button by the light shade alone; on the dark one white can't be read.
  variantColorResolver: (asked) => ({ ...defaultVariantColorsResolver(asked), ...(asked.variant === 'filled' && (asked.color === undefined || asked.color === 'accent') ? { color: 'var(--cw-on-accent)' } : {}) }),
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '6px', xl: '8px' },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13.5px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { md: '1.5' },
  headings: { fontFamily: "'Source Serif 4 Variable', Georgia, serif", fontWeight: '600', textWrap: 'balance' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.25 } } },
    Modal: { defaultProps: { transitionProps: { duration: 120 }, centered: true } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md', withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 80 }, multiline: true, events: { hover: true, focus: true, touch: false } } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    // The list itself scrolls, so that the keyboard and readers reach all of it.
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right', withScrollArea: false, styles: scrollingOptions } },
    MultiSelect: { defaultProps: { size: 'sm', withScrollArea: false, styles: scrollingOptions } },
    Autocomplete: { defaultProps: { size: 'sm', withScrollArea: false, styles: scrollingOptions } },
  },
})

/** Tokens as `--cw-…`, and the library's own variables set to them. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: variablesOf('light'), dark: variablesOf('dark') })

function variablesOf(scheme: 'light' | 'dark'): Record<string, string> {
  const own = Object.entries(tokens[scheme]).map(([name, value]) => [`--cw-${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value] as const)
  const groups = Object.entries(groupMarks).map(([name, mark]) => [`--cw-group-${name.replaceAll(' ', '-')}`, mark[scheme]] as const)
  const ladder = tierLadder[scheme].map((value, at) => [`--cw-tier-${at + 1}`, value] as const)
  const { paper, raised, sunken, ink, soft, line, accent, stop } = tokens[scheme]
  return {
    ...Object.fromEntries([...own, ...groups, ...ladder]),
    '--cw-on-accent': scheme === 'dark' ? paper : raised,
    '--mantine-color-body': paper,
    '--mantine-color-text': ink,
    '--mantine-color-bright': ink,
    '--mantine-color-dimmed': soft,
    '--mantine-color-placeholder': soft,
    '--mantine-color-anchor': accent,
    '--mantine-color-error': stop,
    '--mantine-color-default': raised,
    '--mantine-color-default-hover': sunken,
    '--mantine-color-default-color': ink,
    '--mantine-color-default-border': line,
    '--mantine-color-disabled': sunken,
    '--mantine-color-disabled-color': soft,
    '--mantine-color-disabled-border': line,
  }
}
