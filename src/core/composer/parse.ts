/** Reads a prompt of the compositional language: who is there, how many, what they are like, and where. */
import { MOST_THINGS, type Description, type Relation, type Wish } from './description.ts';
import { segment, type Segment } from './segment.ts';
import { slotOf, type BackdropName } from './vocabulary/backdrops.ts';
import { buildLexicon, type Lexicon, type Meaning } from './vocabulary/lexicon.ts';
import { COUNTED_IN_PAIRS } from './vocabulary/numbers.ts';
import { OPPOSITES, type RelationKind } from './vocabulary/relations.ts';

export interface Parse extends Description {
  /** Words that were not understood, in their order; the rest is drawn without them. */
  unread: string[];
}

const DEFAULT_LEXICON = buildLexicon();

/**
 * @param text a prompt, e.g. `a red car and 2 blue buss at night`
 * @param lexicon by default the benchmark's vocabulary alone
 * @returns what was read; no objects where nothing drawable was found
 */
export function parsePrompt(text: string, lexicon: Lexicon = DEFAULT_LEXICON): Parse {
  const reader = new Reader();
  const segments = segment(text, lexicon);
  segments.forEach((current, at) => {
    const meaning = choose(segments, at);
    if (meaning !== null) reader.take(current.phrase, meaning);
    else reader.skip(current.phrase, leadsToNoun(segments, at + 1));
  });
  return reader.finish();
}

const ADJECTIVES: ReadonlySet<Meaning['kind']> = new Set(['colour', 'shape', 'texture']);

/** `orange`, `glass` and `watch` mean what the words around them let them mean. */
function choose(segments: readonly Segment[], at: number): Meaning | null {
  const { meanings } = segments[at]!;
  if (meanings.length < 2) return meanings[0] ?? null;
  const noun = meanings.find(({ kind }) => kind === 'noun');
  const verb = meanings.find(({ kind }) => kind === 'relation');
  const previous = segments[at - 1]?.meanings ?? [];
  if (noun && verb) return previous.some(({ kind }) => kind === 'noun') ? verb : noun;
  const adjective = meanings.find(({ kind }) => ADJECTIVES.has(kind));
  if (noun && adjective) {
    if (previous.some(({ kind }) => kind === 'copula')) return adjective;
    return leadsToNoun(segments, at + 1) ? adjective : noun;
  }
  return meanings[0]!;
}

const leadsToNoun = (segments: readonly Segment[], from: number): boolean => {
  for (let at = from; at < segments.length; at++) {
    const { meanings } = segments[at]!;
    if (meanings.some(({ kind }) => kind === 'noun')) return true;
    if (meanings.length > 0 && !meanings.some(({ kind }) => ADJECTIVES.has(kind))) return false;
  }
  return false;
};

/** What has been said of a thing before, or after, it is named. */
interface Attributes {
  count: number | null;
  colour: string | null;
  shape: Wish['shape'];
  texture: Wish['texture'];
  definite: boolean;
  /** The words, to name those that found no thing. */
  words: string[];
}

const nothingSaid = (): Attributes => ({
  count: null,
  colour: null,
  shape: null,
  texture: null,
  definite: false,
  words: [],
});

class Reader {
  readonly #objects: Wish[] = [];
  readonly #relations: Relation[] = [];
  readonly #unread: string[] = [];
  #place: BackdropName | null = null;
  #time: BackdropName | null = null;
  #said = nothingSaid();
  #last: number | null = null;
  /** Things joined by `and` of which no relation has been told yet: the subjects of the next. */
  #group: number[] = [];
  #joined = false;
  /** Subjects of the latest relation, for `… and next to a dog`. */
  #subjects: number[] = [];
  #awaiting: { kind: RelationKind; subjects: number[]; phrase: string } | null = null;
  /** `a bowl of`: the thing that will hold the next. */
  #container: number | null = null;
  #copula = false;
  readonly #sides: { object: number; kind: RelationKind; phrase: string }[] = [];

  /** @param adjective a noun follows; else the word may have named a thing itself */
  skip(phrase: string, adjective: boolean): void {
    this.#unread.push(phrase);
    if (adjective) return;
    // What is told of a thing that nobody knows is told of no other.
    if (this.#awaiting !== null) this.#unread.push(this.#awaiting.phrase);
    this.#awaiting = null;
    this.#last = null;
    this.#group = [];
    this.#subjects = [];
    this.#container = null;
  }

  take(phrase: string, meaning: Meaning): void {
    switch (meaning.kind) {
      case 'noun':
        return this.#name(meaning.noun, meaning.plural);
      case 'number':
        this.#settle();
        if (meaning.value < 1 || meaning.value > MOST_THINGS) this.#unread.push(phrase);
        else this.#say('count', meaning.value, phrase);
        return;
      case 'colour':
      case 'shape':
      case 'texture':
        return this.#say(meaning.kind, meaning.value, phrase);
      case 'article':
        this.#settle();
        this.#said.definite = meaning.definite;
        return;
      case 'relation':
        return this.#relate(meaning.value, phrase);
      case 'of':
        if (this.#last !== null && this.#said.words.length === 0) this.#container = this.#last;
        return;
      case 'backdrop':
        this.#settle();
        return this.#setBackdrop(meaning.value, phrase);
      case 'side':
        this.#settle();
        if (this.#last === null) this.#unread.push(phrase);
        else this.#sides.push({ object: this.#last, kind: meaning.value, phrase });
        return;
      case 'and':
      case 'comma':
        // `a red and white car` goes on.
        if (this.#copula) this.#settle();
        this.#joined = meaning.kind === 'and';
        if (meaning.kind === 'comma') this.#group = [];
        this.#container = null;
        return;
      case 'copula':
        this.#settle();
        this.#copula = true;
        return;
      case 'filler':
        return;
    }
  }

  finish(): Parse {
    this.#settle();
    if (this.#awaiting !== null) this.#unread.push(this.#awaiting.phrase);
    for (const side of this.#sides) this.#placeAtSide(side);
    const backdrops = [this.#place, this.#time].filter((name) => name !== null);
    return {
      objects: this.#objects,
      relations: this.#relations,
      backdrops,
      unread: this.#unread,
    };
  }

  #say<Key extends 'count' | 'colour' | 'shape' | 'texture'>(
    key: Key,
    value: NonNullable<Attributes[Key]>,
    phrase: string,
  ): void {
    if (this.#said[key] === null) {
      this.#said[key] = value as Attributes[Key];
      this.#said.words.push(phrase);
    } else if (this.#said[key] !== value) this.#unread.push(phrase);
  }

  #name(noun: string, plural: boolean): void {
    const said = this.#said;
    this.#said = nothingSaid();
    this.#copula = false;
    const known = said.definite ? this.#find(noun, said) : -1;
    const index = known >= 0 ? known : this.#objects.length;
    if (known < 0) this.#objects.push(wishOf(noun, plural, said));
    if (this.#awaiting !== null) {
      const { kind, subjects } = this.#awaiting;
      for (const subject of subjects) this.#addRelation({ subject, kind, object: index });
      this.#awaiting = null;
      this.#group = [];
    } else if (this.#container !== null) {
      this.#addRelation({ subject: index, kind: 'in', object: this.#container });
      // `a bowl of apples on a table`: the bowl stands there.
      this.#group = [this.#container];
    } else this.#group = this.#joined ? [...this.#group, index] : [index];
    this.#container = null;
    this.#joined = false;
    this.#last = index;
  }

  #relate(kind: RelationKind, phrase: string): void {
    this.#settle();
    if (this.#awaiting !== null) {
      // `sitting near`: the later word is the nearer to the thing it names.
      this.#awaiting = { ...this.#awaiting, kind, phrase };
      return;
    }
    const after = this.#joined && this.#subjects.length > 0;
    const subjects = after
      ? this.#subjects
      : this.#group.length > 0
        ? this.#group
        : this.#lastOnly();
    if (subjects.length === 0) {
      this.#unread.push(phrase);
      return;
    }
    this.#subjects = subjects;
    this.#awaiting = { kind, subjects, phrase };
    this.#joined = false;
  }

  /** Attributes that stand after their thing go to it (`a car that is red`); the rest is unread. */
  #settle(): void {
    const said = this.#said;
    this.#said = nothingSaid();
    const wish = this.#last === null ? undefined : this.#objects[this.#last];
    if (said.words.length > 0) {
      if (this.#copula && wish !== undefined) {
        wish.colour ??= said.colour;
        wish.shape ??= said.shape;
        wish.texture ??= said.texture;
      } else this.#unread.push(...said.words);
    }
    this.#copula = false;
  }

  #setBackdrop(name: BackdropName, phrase: string): void {
    if (slotOf(name) === 'place') {
      if (this.#place !== null && this.#place !== name) this.#unread.push(phrase);
      else this.#place = name;
    } else if (this.#time !== null && this.#time !== name) this.#unread.push(phrase);
    else this.#time = name;
  }

  #find(noun: string, said: Attributes): number {
    return this.#objects.findIndex(
      (wish) =>
        wish.noun === noun &&
        (said.colour === null || said.colour === wish.colour) &&
        (said.shape === null || said.shape === wish.shape) &&
        (said.texture === null || said.texture === wish.texture),
    );
  }

  /** `a dog on the left and a cat`: the picture's left is left of the other thing. */
  #placeAtSide({
    object,
    kind,
    phrase,
  }: {
    object: number;
    kind: RelationKind;
    phrase: string;
  }): void {
    const other = this.#objects.findIndex((_, index) => index !== object);
    if (other < 0) {
      this.#unread.push(phrase);
      return;
    }
    const told = this.#relations.some(
      (relation) =>
        relation.subject === other &&
        relation.object === object &&
        relation.kind === OPPOSITES[kind],
    );
    if (!told) this.#addRelation({ subject: object, kind, object: other });
  }

  #addRelation(relation: Relation): void {
    const { subject, kind, object } = relation;
    const told = this.#relations.some(
      (other) => other.subject === subject && other.kind === kind && other.object === object,
    );
    if (!told && subject !== object) this.#relations.push(relation);
  }

  #lastOnly(): number[] {
    return this.#last === null ? [] : [this.#last];
  }
}

function wishOf(noun: string, plural: boolean, said: Attributes): Wish {
  const paired = COUNTED_IN_PAIRS.has(noun);
  const pairOf = paired && said.words.some((word) => /pairs? of/.test(word));
  return {
    noun,
    // Plural without a number: two is the fewest that it can mean.
    count: pairOf
      ? 1
      : (said.count ?? (plural && !paired && !/sheep|fish|deer/.test(noun) ? 2 : 1)),
    colour: said.colour,
    shape: said.shape,
    texture: said.texture,
  };
}
