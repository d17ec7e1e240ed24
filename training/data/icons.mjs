/**
 * Chooses the icons: permissive sets only, without logos and brands, named after a thing that a
 * picture can be known by. Writes work/icons.jsonl (a program and its labels a line) and
 * work/manifest-icons.json (how many of each set, with licence and author).
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { crc32 } from './crc32.mjs';
import { HELD_SETS, isHeldIcon } from './splits.mjs';
import { writeList } from './write-list.mjs';

const require = createRequire(import.meta.url);
const SETS = require('@iconify/json/collections.json');
const EMOJI = require('emojibase-data/en/data.json');
const CONCEPTS = JSON.parse(fs.readFileSync(new URL('concepts.json', import.meta.url), 'utf8'));

/** Permissive, no share-alike; CC-BY with attribution in the model card. */
const LICENCES = new Set(
  'MIT ISC Apache-2.0 CC0-1.0 CC-BY-4.0 CC-BY-3.0 Unlicense BSD-3-Clause'.split(' '),
);
/** Programs' and companies' marks under a permissive licence: trademarks all the same. */
const BRANDS = new Set(
  `gcp k8s unjs file-icons devicon-plain catppuccin devicon material-icon-theme skill-icons
   vscode-icons codex simple-icons`.split(/\s+/),
);
/** Flags of countries, animated and hairline sets: not things, or copies of another set. */
const OF_NO_USE = new Set(
  `circle-flags flag flagpack cif line-md svg-spinners material-symbols-light ginetex topcoat`.split(
    /\s+/,
  ),
);
const EMOJI_SETS = new Set(
  `noto noto-v1 twemoji fluent-emoji fluent-emoji-flat fluent-emoji-high-contrast emojione
   emojione-monotone fxemoji streamline-emojis`.split(/\s+/),
);
/** The seven groups of emoji that are animals, food, places, activities and objects. */
const GROUPS_OF_THINGS = new Set([3, 4, 5, 6, 7]);
const STYLE_WORDS = new Set(
  `outline outlined filled fill line linear solid bold duotone twotone thin regular rounded sharp broken
   negative stroke monotone 10 12 15 16 20 24 28 32 48 15px 16px 20px 24px 32px 48px alt light round
   color colour flat`.split(/\s+/),
);
/** Words that leave a thing what it is: "dog side", "simple car". */
const VIEW_WORDS = new Set(
  `side front simple variant classic old new modern cute small big one single basic empty plain standing
   left right top view`.split(/\s+/),
);
/** Pictures of one name in one set: its weights and fills are other drawings to an encoder. */
const OF_ONE_NAME = 3;
const MONO_OF_ONE_CONCEPT = 120;
const COLOUR_OF_ONE_CONCEPT = 60;
/** Fewer drawings than this by other artists cannot teach a name. */
const LEAST_ICONS = 3;

const normal = (name) =>
  name
    .toLowerCase()
    .replace(/[’'“”".:,()!]/g, '')
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const ONLY_FROM = new Map(Object.entries(CONCEPTS.onlyFromSets));

const tagsOf = new Map();
const emojiThings = new Set();
for (const { label, tags = [], group } of EMOJI) {
  const name = normal(label);
  tagsOf.set(name, tags.map(normal));
  if (GROUPS_OF_THINGS.has(group) && name.split(' ').length <= 2) emojiThings.add(name);
}

/** @returns the icon's name in words without its set's style words, or null */
function wordsOf(set, name, { prefixes = {}, suffixes = {} }) {
  let rest = name;
  const longestFirst = (table) =>
    Object.keys(table)
      .filter(Boolean)
      .sort((a, b) => b.length - a.length);
  const prefix = longestFirst(prefixes).find((each) => rest.startsWith(`${each}-`));
  if (prefix) rest = rest.slice(prefix.length + 1);
  const suffix = longestFirst(suffixes).find((each) => rest.endsWith(`-${each}`));
  if (suffix) rest = rest.slice(0, -suffix.length - 1);
  let words = rest.split('-');
  while (words.length > 1 && STYLE_WORDS.has(words.at(-1))) words.pop();
  while (words.length > 1 && set === 'ic' && STYLE_WORDS.has(words[0])) words.shift();
  if (words.length > 1 && /^\d+$/.test(words.at(-1))) words.pop();
  words = words.map((word) => word.replace(/(\D)\d+$/, '$1')).filter(Boolean);
  const clean = normal(words.join(' '));
  return words.length > 0 && words.length <= 5 && clean.length > 1 && !/^\d+$/.test(clean)
    ? clean
    : null;
}

const SKIN_OR_FLAG = /skin-tone|-(medium|dark|light|medium-light|medium-dark)(-|$)|^flag|^regional/;

function* candidates() {
  const bodies = new Set();
  for (const [set, facts] of Object.entries(SETS)) {
    const licence = facts.license.spdx ?? facts.license.title;
    if (!LICENCES.has(licence) || facts.category === 'Logos') continue;
    if (BRANDS.has(set) || /brands$/.test(set) || OF_NO_USE.has(set)) continue;
    const data = JSON.parse(
      fs.readFileSync(require.resolve(`@iconify/json/json/${set}.json`), 'utf8'),
    );
    const aliases = new Map();
    for (const [alias, { parent, rotate, hFlip, vFlip }] of Object.entries(data.aliases ?? {})) {
      if (parent && !rotate && !hFlip && !vFlip)
        aliases.set(parent, [...(aliases.get(parent) ?? []), normal(alias)]);
    }
    const ofName = new Map();
    for (const [icon, { body, hidden, left, top, width, height }] of Object.entries(data.icons)) {
      if (hidden || bodies.has(body) || /^brand/.test(icon)) continue;
      bodies.add(body);
      if (EMOJI_SETS.has(set) && SKIN_OR_FLAG.test(icon)) continue;
      const name = wordsOf(set, icon, data);
      if (name === null) continue;
      const count = ofName.get(name) ?? 0;
      if (count >= OF_ONE_NAME) continue;
      ofName.set(name, count + 1);
      const box = [
        left ?? data.left ?? 0,
        top ?? data.top ?? 0,
        width ?? data.width ?? 16,
        height ?? data.height ?? 16,
      ];
      yield {
        set,
        icon,
        name,
        aliases: aliases.get(icon) ?? [],
        tags: tagsOf.get(name) ?? [],
        licence,
        colour: facts.palette === true,
        thing: emojiThings.has(name),
        svg: program(body, box),
      };
    }
  }
}

/** A square program that shows the whole icon in the middle, black where it names no colour. */
function program(body, [left, top, width, height]) {
  const side = Math.max(width, height);
  const box = `${left - (side - width) / 2} ${top - (side - height) / 2} ${side} ${side}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${box}" color="#000">${body}</svg>`;
}

/** Every wording of a name to its concept; the first to claim a wording keeps it. */
function namesOf(icons) {
  const concepts = new Map();
  const claim = (wording, concept) => {
    if (!concepts.has(wording)) concepts.set(wording, concept);
  };
  for (const table of [CONCEPTS.benchmark, CONCEPTS.everyday]) {
    for (const concept of Object.keys(table)) claim(concept, concept);
  }
  for (const table of [CONCEPTS.benchmark, CONCEPTS.everyday]) {
    for (const [concept, others] of Object.entries(table)) {
      for (const wording of others) claim(wording, concept);
    }
  }
  const counts = new Map();
  for (const { name, thing, set } of icons) {
    if (thing && !HELD_SETS.has(set)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const notThings = new Set(CONCEPTS.notThings);
  for (const [name, count] of counts) {
    if (count < LEAST_ICONS || notThings.has(name) || / face$|oclock|thirty/.test(name)) continue;
    claim(name, name);
  }
  return concepts;
}

/** @returns the concept and the wording by which it was known */
function conceptOf({ name, aliases, set }, concepts) {
  const allowed = ONLY_FROM.get(name);
  if (allowed !== undefined && !allowed.includes(set) && !HELD_SETS.has(set)) return null;
  for (const wording of [name, ...aliases]) {
    const concept = concepts.get(wording);
    if (concept !== undefined) return { concept, wording };
  }
  const words = name.split(' ');
  const plain = words.filter((word) => !VIEW_WORDS.has(word) && !STYLE_WORDS.has(word)).join(' ');
  const concept = plain !== name ? concepts.get(plain) : undefined;
  return concept === undefined || ONLY_FROM.has(plain) ? null : { concept, wording: plain };
}

export function listIcons(workFolder) {
  const icons = [...candidates()];
  const concepts = namesOf(icons);
  const labelled = icons.flatMap((icon) => {
    const known = conceptOf(icon, concepts);
    return known === null ? [] : [{ ...icon, ...known, split: splitOf(icon) }];
  });
  // The plainest names first, so that synonyms do not crowd them out; then by chance, not by set.
  const rank = ({ wording, concept }) => Number(wording !== concept);
  const chance = ({ set, icon }) => crc32(`order:${set}${icon}`);
  labelled.sort((a, b) => rank(a) - rank(b) || chance(a) - chance(b));
  const taken = new Map();
  const kept = [];
  const manifest = new Map();
  for (const icon of labelled) {
    delete icon.thing;
    const key = `${icon.concept}/${icon.colour}`;
    const count = taken.get(key) ?? 0;
    if (icon.split === 'train') {
      if (count >= (icon.colour ? COLOUR_OF_ONE_CONCEPT : MONO_OF_ONE_CONCEPT)) continue;
      taken.set(key, count + 1);
    }
    kept.push(icon);
    const row = manifest.get(icon.set) ?? originOf(icon.set);
    row[icon.split] = (row[icon.split] ?? 0) + 1;
    manifest.set(icon.set, row);
  }
  fs.writeFileSync(
    `${workFolder}/manifest-icons.json`,
    `${JSON.stringify(Object.fromEntries(manifest), null, 1)}\n`,
  );
  return {
    ...writeList(workFolder, 'icons', kept),
    concepts: new Set(labelled.map(({ concept }) => concept)).size,
  };
}

const splitOf = ({ set, icon }) =>
  HELD_SETS.has(set) ? 'held-artist' : isHeldIcon(set, icon) ? 'held-icon' : 'train';

function originOf(set) {
  const { name, author, license } = SETS[set];
  return {
    name,
    author: author?.name ?? '',
    address: author?.url ?? '',
    licence: license.spdx ?? license.title,
    licenceAddress: license.url ?? '',
  };
}
