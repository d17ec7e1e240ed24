/**
 * Scenes of the composer, each beside one that is wrong in one way: two rows a pair, the right one
 * first.
 */
import path from 'node:path';
import { drawingFiles, PROJECT } from './core.mjs';
import { HELD_STYLE, isHeldFromScenes } from './splits.mjs';

const PAIRS = { train: 36000, 'held-style': 2400, 'held-nouns': 800 };
const RELATIONS = {
  sides: ['on the left of', 'on the right of'],
  heights: ['on the top of', 'on the bottom of', 'above'],
  depths: ['behind', 'in front of', 'hidden by'],
  loose: [
    'next to',
    'near',
    'on the side of',
    'in',
    'hold',
    'wear',
    'sit on',
    'stand on',
    'look at',
    'talk to',
    'have',
  ],
};

export function* sceneRows(core) {
  for (const [split, pairs] of Object.entries(PAIRS)) {
    const library = libraryFor(split, core);
    const nouns = library.nouns.filter(
      (noun) => isHeldFromScenes(noun) === (split === 'held-nouns'),
    );
    const random = new core.Random(`scenes/${split}`);
    for (let pair = 0; pair < pairs;) {
      const made = scenePair(core, library, nouns, random);
      if (made === null) continue;
      for (const side of made) yield { split, pair, ...side };
      pair++;
    }
  }
}

/** Training never sees the held style, and the held style is measured alone. */
function libraryFor(split, core) {
  const files = drawingFiles(path.join(PROJECT, 'benchmarks/objects'));
  const held = (file) => file.endsWith(`/${HELD_STYLE}.svg`);
  const wanted = Object.entries(files).filter(([file]) => held(file) === (split === 'held-style'));
  return core.libraryOf(Object.fromEntries(wanted));
}

function scenePair(core, library, nouns, random) {
  const { description, mistakes } = KINDS[weighted(random)](core, nouns, random);
  const options = { seed: Math.floor(random.next() * 1e9), temperature: 1 };
  const right = core.composeDescription(description, options, library);
  if (right.unmet.length > 0) return null;
  for (const kind of random.shuffle(mistakes)) {
    const wrong =
      kind === 'attribute-swapped'
        ? attributesSwapped(core, description, options, library)
        : core.wrongTwin(right.scene, kind, options, library);
    if (wrong === null || wrong.unmet.length > 0) continue;
    const caption = core.printDescription(description);
    return [
      { twin: kind, caption, ...labels(right.scene), svg: right.program },
      { twin: kind, caption: wrong.caption, ...labels(wrong.scene), svg: wrong.program },
    ];
  }
  return null;
}

/** The two things exchange their textures and shapes. */
function attributesSwapped(core, { objects: [one, other], ...rest }, options, library) {
  const { texture, shape } = one;
  const description = {
    ...rest,
    objects: [
      { ...one, texture: other.texture, shape: other.shape },
      { ...other, texture, shape },
    ],
  };
  return {
    ...core.composeDescription(description, options, library),
    caption: core.printDescription(description),
  };
}

const labels = ({ objects, relations, backdrops }) => ({ objects, relations, backdrops });

const pick = (values, random) => values[Math.floor(random.next() * values.length)];
const wish = (noun, more = {}) => ({
  noun,
  count: 1,
  colour: null,
  shape: null,
  texture: null,
  ...more,
});
const some = (nouns, count, random) => random.shuffle(nouns).slice(0, count);

/** Where it stands; most scenes are nowhere. */
const setting = (core, random) => (random.next() < 0.15 ? [pick(core.BACKDROP_NAMES, random)] : []);

function between(relation) {
  return relation === null ? [] : [{ subject: 0, kind: relation, object: 1 }];
}

const anyRelation = (random) =>
  pick(
    RELATIONS[pick(['sides', 'sides', 'heights', 'heights', 'depths', 'loose'], random)],
    random,
  );

const bound = (attribute, values) => (core, nouns, random) => {
  const [one, other] = some(nouns, 2, random);
  const [a, b] = random.shuffle([...core[values]]);
  const relation = random.next() < 0.35 ? anyRelation(random) : null;
  // Swapped where both things have one, as in the benchmark; moved where one has.
  const both = attribute === 'colour' || random.next() < 0.65;
  return {
    description: {
      objects: [wish(one, { [attribute]: a }), wish(other, both ? { [attribute]: b } : {})],
      relations: between(relation),
      backdrops: setting(core, random),
    },
    mistakes: [
      attribute === 'colour' ? 'colours-swapped' : both ? 'attribute-swapped' : 'attribute-moved',
    ],
  };
};

const KINDS = {
  colour: bound('colour', 'BENCHMARK_COLOUR_NAMES'),
  texture: bound('texture', 'TEXTURES'),
  shape: bound('shape', 'SHAPES'),
  relation(core, nouns, random) {
    const [one, other] = some(nouns, 2, random);
    const colour = () => (random.next() < 0.25 ? pick(core.BENCHMARK_COLOUR_NAMES, random) : null);
    const group = pick(
      ['sides', 'sides', 'heights', 'heights', 'depths', 'depths', 'loose'],
      random,
    );
    return {
      description: {
        objects: [wish(one, { colour: colour() }), wish(other, { colour: colour() })],
        relations: between(pick(RELATIONS[group], random)),
        backdrops: setting(core, random),
      },
      mistakes: group === 'loose' ? ['object-replaced'] : ['relation-flipped'],
    };
  },
  count(core, nouns, random) {
    const [noun] = some(nouns, 1, random);
    const colour = random.next() < 0.3 ? pick(core.BENCHMARK_COLOUR_NAMES, random) : null;
    const count = 1 + Math.floor(random.next() ** 1.3 * 10);
    return {
      description: { objects: [wish(noun, { count, colour })], relations: [], backdrops: [] },
      mistakes: ['count-off-by-one'],
    };
  },
  counts(core, nouns, random) {
    const kinds = random.next() < 0.7 ? 2 : 3;
    const objects = some(nouns, kinds, random).map((noun) =>
      wish(noun, { count: 1 + Math.floor(random.next() * 6) }),
    );
    return {
      description: { objects, relations: [], backdrops: [] },
      mistakes: [random.next() < 0.75 ? 'counts-swapped' : 'count-off-by-one'],
    };
  },
  replaced(core, nouns, random) {
    const kinds = random.next() < 0.7 ? 2 : 3;
    const colour = () => (random.next() < 0.3 ? pick(core.BENCHMARK_COLOUR_NAMES, random) : null);
    return {
      description: {
        objects: some(nouns, kinds, random).map((noun) => wish(noun, { colour: colour() })),
        relations: [],
        backdrops: setting(core, random),
      },
      mistakes: ['object-replaced'],
    };
  },
  single(core, nouns, random) {
    const [noun] = some(nouns, 1, random);
    const attribute = pick(
      [
        {},
        {},
        { colour: pick(core.BENCHMARK_COLOUR_NAMES, random) },
        { texture: pick(core.TEXTURES, random) },
        { shape: pick(core.SHAPES, random) },
      ],
      random,
    );
    return {
      description: {
        objects: [wish(noun, attribute)],
        relations: [],
        backdrops:
          random.next() < 0.5 ? setting(core, random) : [pick(core.BACKDROP_NAMES, random)],
      },
      mistakes: ['object-replaced'],
    };
  },
};

const WEIGHTS = {
  colour: 17,
  texture: 13,
  shape: 13,
  relation: 24,
  count: 8,
  counts: 12,
  replaced: 5,
  single: 8,
};

function weighted(random) {
  let left = random.next() * Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
  for (const [kind, weight] of Object.entries(WEIGHTS)) if ((left -= weight) < 0) return kind;
  return 'relation';
}
