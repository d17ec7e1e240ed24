/** The 28 colours of SGP-CompBench, chosen to be told apart; other names are CSS's. */
import { COLOUR_NAMES } from '../../program/colour-names.ts';

/** Tuned by eye: pure CSS colours are too harsh to shade, and its `brown` is a red. */
const BENCHMARK_COLOURS: Record<string, string> = {
  red: '#d62828',
  blue: '#2463d1',
  green: '#2e9e4a',
  silver: '#b9c0c8',
  brown: '#7b4a24',
  teal: '#0f8383',
  purple: '#7d2fa8',
  magenta: '#e21bb0',
  cyan: '#14c8dc',
  yellow: '#f6d021',
  bronze: '#b0752f',
  peach: '#ffcba4',
  indigo: '#3f1d95',
  coral: '#ff7256',
  white: '#fafafa',
  maroon: '#7c1528',
  violet: '#9a5cf0',
  salmon: '#fa9182',
  turquoise: '#36cfc0',
  mint: '#a5ecc6',
  pink: '#ff8fbf',
  navy: '#152a63',
  gold: '#e5b020',
  orange: '#f5821f',
  olive: '#7d7c1f',
  lime: '#9be02a',
  gray: '#878c92',
  black: '#25262b',
};

/** Other spellings and everyday names of the 28. */
export const COLOUR_SYNONYMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...COLOUR_NAMES.keys()]
      .filter((name) => name.includes('grey'))
      .map((name) => [name, name.replace('grey', 'gray')]),
  ),
  silvery: 'silver',
  golden: 'gold',
  scarlet: 'red',
  burgundy: 'maroon',
  'dark red': 'maroon',
  'dark blue': 'navy',
  'light pink': 'pink',
  cream: 'cornsilk',
  blond: 'gold',
};

/** Not a colour to anyone: `on the snow`. */
const LEFT_OUT: ReadonlySet<string> = new Set(['transparent', 'snow']);

/** Colour word to `#rrggbb`: CSS's keywords, the 28 with values of their own. */
export const COLOURS: ReadonlyMap<string, string> = new Map([
  ...[...COLOUR_NAMES].filter(([name]) => !LEFT_OUT.has(name) && !name.includes('grey')),
  ...Object.entries(BENCHMARK_COLOURS),
]);

export const BENCHMARK_COLOUR_NAMES: readonly string[] = Object.keys(BENCHMARK_COLOURS);

const CSS_PREFIX =
  /^(light|dark|medium|pale|deep|hot|sky|royal|forest|lawn|spring|sea|slate|steel|dodger|midnight|powder|cornflower|cadet|dim|rosy|sandy|saddle|blue|yellow|green|antique|floral|ghost|navajo|lemon|lavender|misty|mint|old|olive|orange|papaya|peach|white|alice|indian|fire)(?=[a-z]{3})/;

/** `lightblue` as people write it, `light blue`; `lightgoldenrodyellow` stays as it is. */
export const spacedColourName = (name: string): string => name.replace(CSS_PREFIX, '$1 ');
