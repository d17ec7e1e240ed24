/** The relations of SGP-CompBench (2D, 3D, implicit) and a few that people write beside them. */

/** What the layout does for a relation, and what `layout/measure.ts` measures in the boxes. */
export type RelationRule =
  | 'left'
  | 'right'
  | 'beside'
  | 'near'
  | 'on'
  | 'above'
  | 'below'
  | 'behind'
  | 'in-front'
  | 'inside'
  | 'face'
  | 'along'
  | 'hold'
  | 'wear'
  | 'have';

interface RelationFacts {
  rule: RelationRule;
  /** Other ways to say it. The kind itself is the benchmark's. */
  phrases: readonly string[];
}

const RELATIONS = {
  'on the left of': {
    rule: 'left',
    phrases: ['to the left of', 'left of', 'on the left side of', 'at the left of', 'left from'],
  },
  'on the right of': {
    rule: 'right',
    phrases: ['to the right of', 'right of', 'on the right side of', 'at the right of'],
  },
  'on the side of': { rule: 'beside', phrases: ['at the side of', 'to the side of'] },
  near: { rule: 'near', phrases: ['close to', 'nearby', 'near to', 'not far from', 'around'] },
  'next to': {
    rule: 'beside',
    phrases: [
      'beside',
      'besides',
      'by',
      'alongside',
      'adjacent to',
      'side by side with',
      'against',
    ],
  },
  'on the top of': {
    rule: 'on',
    phrases: [
      'on top of',
      'on',
      'atop',
      'upon',
      'onto',
      'lie on',
      'rest on',
      'lean on',
      'balance on',
    ],
  },
  'on the bottom of': {
    rule: 'below',
    phrases: ['at the bottom of', 'below', 'under', 'beneath', 'underneath'],
  },
  above: { rule: 'above', phrases: ['over', 'fly over', 'hover over', 'float above'] },
  behind: { rule: 'behind', phrases: ['in back of', 'at the back of', 'hide behind'] },
  'hidden by': {
    rule: 'behind',
    phrases: ['hidden behind', 'covered by', 'obscured by', 'partly hidden by', 'occluded by'],
  },
  'in front of': { rule: 'in-front', phrases: ['before', 'ahead of', 'at the front of'] },
  in: { rule: 'inside', phrases: ['inside', 'inside of', 'within', 'into'] },
  'sit on': { rule: 'on', phrases: ['sit on top of', 'seated on', 'sit atop', 'ride', 'ride on'] },
  'look at': { rule: 'face', phrases: ['face', 'gaze at', 'stare at', 'look toward'] },
  'play with': { rule: 'face', phrases: ['play against'] },
  'talk to': { rule: 'face', phrases: ['talk with', 'chat with', 'whisper to'] },
  'walk with': { rule: 'along', phrases: ['walk beside', 'run with', 'walk next to', 'follow'] },
  hold: { rule: 'hold', phrases: ['carry', 'grab', 'hold on to', 'hold onto'] },
  'stand on': { rule: 'on', phrases: ['stand on top of', 'stand atop', 'climb'] },
  wear: { rule: 'wear', phrases: ['dressed in', 'put on'] },
  'speak to': { rule: 'face', phrases: ['speak with', 'say hello to'] },
  watch: { rule: 'face', phrases: ['observe', 'see'] },
  have: { rule: 'have', phrases: ['own', 'possess', 'with'] },
} as const satisfies Record<string, RelationFacts>;

export type RelationKind = keyof typeof RELATIONS;

export const RELATION_KINDS = Object.keys(RELATIONS) as RelationKind[];

export const ruleOf = (kind: RelationKind): RelationRule => RELATIONS[kind].rule;

/** Every wording of every relation, verbs in all their forms. */
export function relationPhrases(): Map<string, RelationKind> {
  const phrases = new Map<string, RelationKind>();
  for (const kind of RELATION_KINDS) {
    for (const wording of [kind, ...RELATIONS[kind].phrases]) {
      for (const form of verbForms(wording)) phrases.set(form, kind);
    }
  }
  return phrases;
}

/** Relations that turn round when the two things change places. */
export const OPPOSITES: Readonly<Partial<Record<RelationKind, RelationKind>>> = {
  'on the left of': 'on the right of',
  'on the right of': 'on the left of',
  'on the top of': 'on the bottom of',
  'on the bottom of': 'on the top of',
  above: 'on the bottom of',
  behind: 'in front of',
  'hidden by': 'in front of',
  'in front of': 'behind',
};

const THIRD_PERSON: Readonly<Record<string, string>> = { have: 'has', carry: 'carries' };
const GERUND: Readonly<Record<string, string>> = {
  sit: 'sitting',
  run: 'running',
  put: 'putting',
  grab: 'grabbing',
  chat: 'chatting',
  lie: 'lying',
  see: 'seeing',
};
const PAST: Readonly<Record<string, string>> = { place: 'placed', park: 'parked', seat: 'seated' };
const VERBS = new Set(
  `sit stand lie rest lean balance fly hover float hide ride look face gaze stare play talk chat whisper
   walk run follow hold carry grab climb wear put speak say watch observe see have own possess place park
   stay`.split(/\s+/),
);

function verbForms(wording: string): string[] {
  const [verb = '', ...rest] = wording.split(' ');
  if (!VERBS.has(verb)) return [wording];
  const third = THIRD_PERSON[verb] ?? (/(ch|sh|s)$/.test(verb) ? `${verb}es` : `${verb}s`);
  const gerund = GERUND[verb] ?? `${verb.replace(/e$/, '')}ing`;
  const past = PAST[verb];
  return [verb, third, gerund, ...(past ? [past] : [])].map((form) => [form, ...rest].join(' '));
}

/** `sitting on the left of` is a way to be there: the place counts. */
export const POSTURES: readonly string[] = [
  'sit',
  'stand',
  'lie',
  'place',
  'park',
  'stay',
  'rest',
].flatMap((verb) => verbForms(verb));
