/** How the person likes the page: theme, density, single-key shortcuts. Kept on this device. */
import { keep, keepWord, readKept, readWord } from './kept.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const DENSITIES = ['normal', 'roomy', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];

const oneOf = <T extends string>(words: readonly T[], word: string | null, fallback: T): T =>
  words.find((known) => known === word) ?? fallback;

export class Preferences {
  #theme = $state<Theme>(oneOf(THEMES, readWord('theme'), 'system'));
  #density = $state<Density>(oneOf(DENSITIES, readWord('density'), 'normal'));
  #singleKeys = $state(readKept('single-keys') !== false);
  #system = matchMedia('(prefers-color-scheme: dark)');
  #systemDark = $state(this.#system.matches);

  constructor() {
    this.#system.addEventListener('change', () => {
      this.#systemDark = this.#system.matches;
      this.#paint();
    });
  }

  get theme(): Theme {
    return this.#theme;
  }
  get density(): Density {
    return this.#density;
  }
  /** Whether J, K, B and the like work without a modifier. */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }
  get dark(): boolean {
    return this.#theme === 'dark' || (this.#theme === 'system' && this.#systemDark);
  }

  chooseTheme(theme: Theme): void {
    this.#theme = theme;
    keepWord('theme', theme);
    this.#paint();
  }

  chooseDensity(density: Density): void {
    this.#density = density;
    keepWord('density', density);
    this.#paint();
  }

  useSingleKeys(wanted: boolean): void {
    this.#singleKeys = wanted;
    keep('single-keys', wanted);
  }

  #paint(): void {
    const { dataset } = document.documentElement;
    dataset.theme = this.dark ? 'dark' : 'light';
    if (this.#density === 'normal') delete dataset.density;
    else dataset.density = this.#density;
  }
}
