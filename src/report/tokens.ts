/** Colours of the product. Contrast is checked by `tokens.test.ts`: 4.5 : 1 for text, 3 : 1 for shapes. */
export const tokens = {
  light: {
    paper: '#FBFAF7', raised: '#FFFFFF', sunken: '#F3F1EB', ink: '#1B2A33', soft: '#51626C', faint: '#74828A', line: '#DAD7CE', accent: '#0B6E69',
    attention: '#9A5B00', attentionPaper: '#FFF4DE', stop: '#A3261B', stopPaper: '#FDECEA', good: '#2F6B2F', goodPaper: '#EAF5E6',
  },
  dark: {
    paper: '#12181C', raised: '#1A2228', sunken: '#0D1215', ink: '#E9EEF0', soft: '#A9B6BC', faint: '#7D8B92', line: '#2B363D', accent: '#4FC4BC',
    attention: '#F0B860', attentionPaper: '#33270F', stop: '#FF9A8F', stopPaper: '#3A1613', good: '#93CF8C', goodPaper: '#14290F',
  },
} as const

/** One hue and shape for each founding type, everywhere. */
export const groupMarks = {
  editorial: { shape: '●', light: '#2563A8', dark: '#6FA5E0' },
  'guest post': { shape: '◆', light: '#8A4FA3', dark: '#C08AD8' },
  directory: { shape: '■', light: '#6B7A2A', dark: '#A9BA5E' },
  local: { shape: '▲', light: '#B4632B', dark: '#E29A63' },
  other: { shape: '○', light: '#7B868C', dark: '#8E9BA2' },
  unknown: { shape: '?', light: '#7B868C', dark: '#8E9BA2' },
} as const

/** Tiers as a ladder of one hue, darkest at T1 (on dark paper: brightest). */
export const tierLadder = {
  light: ['#06403D', '#0B6E69', '#2F8A85', '#5FA5A1', '#8DBFBC', '#7B868C'],
  dark: ['#B6EFEA', '#7FD9D2', '#4FC4BC', '#3A9A94', '#2F7A75', '#7D8B92'],
} as const
