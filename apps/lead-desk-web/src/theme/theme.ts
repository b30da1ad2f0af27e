import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { t } from '../words/words';

/** The one neutral scale. Mantine draws light surfaces from `gray` and dark ones from `dark`; both are the same cool grey. */
const gray: MantineColorsTuple = [
  '#f7f7f9',
  '#f0f0f4',
  '#e5e5ec',
  '#d3d4dd',
  '#adafbd',
  '#868998',
  '#666978',
  '#4c4f5d',
  '#343642',
  '#1c1d26',
];
const dark: MantineColorsTuple = [
  '#ecedf2',
  '#cbccd6',
  '#a5a7b5',
  '#848796',
  '#3b3d4a',
  '#2c2e39',
  '#20222a',
  '#15161c',
  '#101116',
  '#0b0c10',
];
/** The one accent. */
const iris: MantineColorsTuple = [
  '#f0f0ff',
  '#dfdffc',
  '#c3c2f8',
  '#a5a3f4',
  '#8e8af0',
  '#7872e8',
  '#6660dc',
  '#554fcd',
  '#4943be',
  '#3f3ab3',
];

export const theme = createTheme({
  colors: { gray, dark, iris },
  primaryColor: 'iris',
  primaryShade: { light: 9, dark: 6 },
  autoContrast: true,
  white: '#ffffff',
  black: '#1c1d26',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '620',
    sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.4' }, h2: { fontSize: '0.9375rem', lineHeight: '1.4' } },
  },
  // Two elevations: what floats over the page, and what covers it.
  shadows: { xs: 'none', sm: 'none', md: 'var(--desk-floating)', lg: 'var(--desk-floating)', xl: 'var(--desk-covering)' },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Modal: { defaultProps: { shadow: 'xl', transitionProps: { duration: 80 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('dismiss') } } },
    Tooltip: { defaultProps: { openDelay: 300 } },
  },
});

/** What both schemes name alike: surfaces, lines, elevations, and a dot and a text colour per meaning. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#5c5f6e',
    '--mantine-color-placeholder': '#6b6e7d',
    '--mantine-color-error': '#b3261e',
    '--desk-canvas': '#f7f7f9',
    '--desk-surface': '#ffffff',
    '--desk-sunken': '#f2f2f6',
    '--desk-hover': '#f5f5fa',
    '--desk-chosen': '#ecebfb',
    '--desk-line': '#e5e5ec',
    '--desk-line-strong': '#d3d4dd',
    '--desk-edge': '#868998',
    '--desk-accent-text': '#3f3ab3',
    '--desk-floating': '0 1px 2px rgb(28 29 38 / 8%), 0 4px 16px rgb(28 29 38 / 10%)',
    '--desk-covering': '0 2px 6px rgb(28 29 38 / 10%), 0 16px 48px rgb(28 29 38 / 18%)',
    ...meaning({
      good: ['#1c9a5b', '#0f6b3d', '#e7f6ee'],
      wait: ['#d68a00', '#855400', '#fdf3df'],
      bad: ['#d83a34', '#ab211b', '#fdeceb'],
      move: ['#2f83d8', '#1a5a9c', '#e8f2fc'],
      quiet: ['#9799a7', '#5c5f6e', '#f0f0f4'],
    }),
  },
  dark: {
    '--mantine-color-body': '#1b1c23',
    '--mantine-color-dimmed': '#a5a7b5',
    '--mantine-color-placeholder': '#9194a3',
    '--mantine-color-error': '#ff9089',
    '--desk-canvas': '#15161c',
    '--desk-surface': '#1b1c23',
    '--desk-sunken': '#121318',
    '--desk-hover': '#22242c',
    '--desk-chosen': '#2b2a4c',
    '--desk-line': '#2a2c36',
    '--desk-line-strong': '#3b3d4a',
    '--desk-edge': '#72758a',
    '--desk-accent-text': '#b3b0fa',
    '--desk-floating': '0 0 0 1px rgb(255 255 255 / 4%), 0 6px 20px rgb(0 0 0 / 45%)',
    '--desk-covering': '0 0 0 1px rgb(255 255 255 / 5%), 0 20px 60px rgb(0 0 0 / 60%)',
    ...meaning({
      good: ['#3fbf7f', '#7fdcab', '#16291f'],
      wait: ['#e5a63b', '#f1c67c', '#2e2516'],
      bad: ['#f0625c', '#ff9d97', '#351d1e'],
      move: ['#5aa9f0', '#98cbf8', '#17273a'],
      quiet: ['#7b7e8d', '#a5a7b5', '#24262e'],
    }),
  },
});

/** What a colour says, never alone: a word stands beside it. */
export type Tone = 'good' | 'wait' | 'bad' | 'move' | 'quiet';

function meaning(tones: Record<Tone, [dot: string, text: string, ground: string]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tones).flatMap(([tone, [dot, text, ground]]) => [
      [`--tone-${tone}-dot`, dot],
      [`--tone-${tone}-text`, text],
      [`--tone-${tone}-ground`, ground],
    ]),
  );
}
