/** Puts `starter` together from the object library and the composer. */
import { composeScene } from '../../src/core/composer/compose.ts';
import { libraryOf, type ObjectLibrary } from '../../src/core/composer/object-library.ts';
import { checkProgram } from '../../src/core/program/check.ts';
import { generateComposition } from '../../src/core/suite/composition/generate-composition.ts';
import { PLAYGROUND_RULE } from '../../src/core/suite/scoring-rule.ts';
import type { Suite, SuiteItem } from '../../src/core/suite/suite.ts';
import { suiteOf } from '../../src/core/suite/suite-builder.ts';
import { factsOf, type SuiteFacts } from '../../src/core/suite/suite-facts.ts';
import {
  COMPOSER_SEED,
  COMPOSER_TEMPERATURE,
  COMPOSITION_SEED,
  COMPOSITIONS,
  OBJECTS,
  SCENES,
  STARTER_VERSION,
} from './starter-plan.ts';

/**
 * @param files `dog/flat.svg` to its source
 * @throws Error where a reference does not show all that its prompt says
 */
export function makeStarter(files: Readonly<Record<string, string>>): {
  suite: Suite;
  facts: SuiteFacts;
} {
  const library = libraryOf(files);
  const suite = suiteOf('starter', [
    ...OBJECTS.map((name) => objectItem(name, files[`${name}.svg`])),
    ...SCENES.map((prompt, at) => sceneItem(prompt, at, library)),
    ...compositionItems(library),
  ]);
  const facts = factsOf(suite, {
    id: 'starter',
    title: 'Starter',
    version: STARTER_VERSION,
    licence: 'MIT',
    source: 'Drawn and composed for this project (benchmarks/suites)',
    scoring: PLAYGROUND_RULE,
  });
  return { suite, facts };
}

function objectItem(name: string, source: string | undefined): SuiteItem {
  if (source === undefined) throw new Error(`The object library has no ${name}.`);
  const shown = /<!--\s*([^]*?)\s*-->/.exec(source)?.[1];
  if (shown === undefined) throw new Error(`${name} does not say what it shows.`);
  const [noun, style] = name.split('/') as [string, string];
  return {
    id: `object_${noun}`,
    prompt: shown.charAt(0).toLowerCase() + shown.slice(1),
    category: 'object',
    subcategory: null,
    metadata: { noun, style },
    referenceSvg: checked(name, bare(source)),
    referencePicture: null,
  };
}

function sceneItem(prompt: string, at: number, library: ObjectLibrary): SuiteItem {
  return {
    id: `scene_${String(at + 1).padStart(2, '0')}`,
    prompt,
    category: 'scene',
    subcategory: null,
    metadata: {},
    referenceSvg: composed(prompt, library),
    referencePicture: null,
  };
}

function compositionItems(library: ObjectLibrary): SuiteItem[] {
  const { suite } = generateComposition(COMPOSITION_SEED, COMPOSITIONS);
  return [...suite.items.values()].map((item) => ({
    ...item,
    referenceSvg: composed(item.prompt, library),
  }));
}

function composed(prompt: string, library: ObjectLibrary): string {
  const options = { seed: COMPOSER_SEED, temperature: COMPOSER_TEMPERATURE };
  const composition = composeScene(prompt, options, library);
  if (!composition.ok) throw new Error(composition.failure.detail);
  const { program, parse, undrawn, unmet } = composition.value;
  const missing = [...parse.unread, ...undrawn, ...unmet.map(({ kind }) => kind)];
  if (missing.length > 0)
    throw new Error(`The composer does not show all of “${prompt}”: ${missing.join(', ')}.`);
  return checked(prompt, program);
}

/** The drawing without what the composer alone needs of it. */
const bare = (source: string): string =>
  source
    .replaceAll(/\s*<!--[^]*?-->/g, '')
    .replaceAll(/\s+(data-[a-z]+|class)="[^"]*"/g, '')
    .trim();

function checked(name: string, program: string): string {
  const check = checkProgram(program);
  if (!check.ok) throw new Error(`The reference of “${name}”: ${check.failure.detail}`);
  return program;
}
