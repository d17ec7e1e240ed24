/** Every phrase the parser knows, with all it can mean. */
import { BACKDROP_NAMES, backdropPhrases, type BackdropName } from './backdrops.ts';
import { COLOUR_SYNONYMS, COLOURS, spacedColourName } from './colours.ts';
import { BENCHMARK_NOUNS, NOUN_SYNONYMS, pluralsOf } from './nouns.ts';
import { NUMBERS } from './numbers.ts';
import { POSTURES, relationPhrases, type RelationKind } from './relations.ts';
import { SHAPE_SYNONYMS, SHAPES, type ShapeName } from './shapes.ts';
import { TEXTURE_SYNONYMS, TEXTURES, type TextureName } from './textures.ts';

export type Meaning =
  | { kind: 'noun'; noun: string; plural: boolean }
  | { kind: 'colour'; value: string }
  | { kind: 'shape'; value: ShapeName }
  | { kind: 'texture'; value: TextureName }
  | { kind: 'number'; value: number }
  | { kind: 'article'; definite: boolean }
  | { kind: 'relation'; value: RelationKind }
  | { kind: 'backdrop'; value: BackdropName }
  /** `on the left`, of the picture */
  | { kind: 'side'; value: RelationKind }
  | { kind: 'and' }
  | { kind: 'comma' }
  /** Joins a thing with what follows about it: `is`, `made of`. */
  | { kind: 'copula' }
  /** `a bowl of apples` */
  | { kind: 'of' }
  | { kind: 'filler' };

export interface Lexicon {
  /** Phrase in lower case, words one space apart. */
  phrases: ReadonlyMap<string, readonly Meaning[]>;
  /** Words in the longest phrase. */
  longest: number;
}

const FILLERS = [
  'there is',
  'there are',
  'there',
  'an image of',
  'image of',
  'a picture of',
  'picture of',
  'a photo of',
  'photo of',
  'a drawing of',
  'drawing of',
  'an illustration of',
  'illustration of',
  'a scene with',
  'a scene of',
  'a scene where',
  'draw',
  'draw me',
  'show',
  'show me',
  'create',
  'generate',
  'make',
  'please',
  'an svg of',
  'svg of',
  'shaped',
  'colored',
  'coloured',
  'in color',
  'in colour',
  'exactly',
  'total of',
  'a total of',
  'each other',
  'group of',
  'a group of',
  'piece of',
  'a piece of',
  'then',
  'that',
  'which',
  'who',
  'partly',
  'partially',
  'it',
  'its',
  'being',
  'together',
  'a set of',
];
const ANDS = [
  'and',
  '&',
  '+',
  'plus',
  'as well as',
  'along with',
  'together with',
  'while',
  'also',
  'and also',
];
const COPULAS = [
  'is',
  'are',
  'was',
  'were',
  'be',
  'that is',
  'which is',
  'that are',
  'who is',
  'made of',
  'made out of',
  'made from',
  'in the shape of',
  'shaped like',
  'with the color',
  'with the colour',
  'colored in',
];

/** @param nouns what can be drawn, in the object library's words; each is known beside the set's own */
export function buildLexicon(nouns: readonly string[] = []): Lexicon {
  const phrases = new Map<string, Meaning[]>();
  const add = (phrase: string, meaning: Meaning) => {
    const meanings = phrases.get(phrase);
    if (meanings === undefined) phrases.set(phrase, [meaning]);
    else if (!meanings.some(({ kind }) => kind === meaning.kind)) meanings.push(meaning);
  };
  const addNoun = (phrase: string, noun: string) => {
    add(phrase, { kind: 'noun', noun, plural: false });
    for (const plural of pluralsOf(phrase)) add(plural, { kind: 'noun', noun, plural: true });
  };
  const known = new Set([...nouns, ...BENCHMARK_NOUNS]);
  for (const noun of known) addNoun(noun, noun);
  for (const [noun, synonyms] of Object.entries(NOUN_SYNONYMS)) {
    if (known.has(noun)) for (const synonym of synonyms) addNoun(synonym, noun);
  }
  for (const name of COLOURS.keys()) {
    add(name, { kind: 'colour', value: name });
    add(spacedColourName(name), { kind: 'colour', value: name });
  }
  for (const [word, value] of Object.entries(COLOUR_SYNONYMS)) {
    for (const phrase of [word, spacedColourName(word)]) {
      phrases.set(phrase, [{ kind: 'colour', value }]);
    }
  }
  for (const value of SHAPES) add(value, { kind: 'shape', value });
  for (const [word, value] of Object.entries(SHAPE_SYNONYMS)) add(word, { kind: 'shape', value });
  for (const value of TEXTURES) add(value, { kind: 'texture', value });
  for (const [word, value] of Object.entries(TEXTURE_SYNONYMS))
    add(word, { kind: 'texture', value });
  for (const [word, value] of Object.entries(NUMBERS)) add(word, { kind: 'number', value });
  for (const [phrase, value] of relationPhrases()) add(phrase, { kind: 'relation', value });
  for (const value of BACKDROP_NAMES) {
    for (const phrase of backdropPhrases(value)) add(phrase, { kind: 'backdrop', value });
  }
  for (const place of ['on the', 'at the', 'to the']) {
    add(`${place} left`, { kind: 'side', value: 'on the left of' });
    add(`${place} right`, { kind: 'side', value: 'on the right of' });
  }
  add('of', { kind: 'of' });
  for (const word of ['a', 'an']) add(word, { kind: 'article', definite: false });
  add('the', { kind: 'article', definite: true });
  for (const word of ANDS) add(word, { kind: 'and' });
  for (const mark of [',', ';', ':', '.', '!']) add(mark, { kind: 'comma' });
  for (const phrase of COPULAS) add(phrase, { kind: 'copula' });
  for (const phrase of [...FILLERS, ...POSTURES]) add(phrase, { kind: 'filler' });
  const longest = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
  return { phrases, longest };
}
