/** What is behind the things: a place, a time of day, or a quiet ground of one colour. */
import type { Random } from '../random.ts';
import { CANVAS } from '../scene.ts';
import { slotOf, type BackdropName } from '../vocabulary/backdrops.ts';
import { shade } from '../paint/oklab.ts';
import { element, type SvgNode } from './node.ts';

export interface Backdrop {
  nodes: SvgNode[];
  defs: SvgNode[];
  /** Things throw a shadow on it. */
  ground: boolean;
}

interface Sky {
  top: string;
  bottom: string;
}

const DAY: Sky = { top: '#8fc9ee', bottom: '#dff1fb' };
const SKIES: Readonly<Partial<Record<BackdropName, Sky>>> = {
  day: DAY,
  night: { top: '#27356b', bottom: '#5a6ba5' },
  sunset: { top: '#8d6cab', bottom: '#ffb98a' },
  sunrise: { top: '#9dc3e6', bottom: '#ffdcc0' },
  rain: { top: '#8b98a8', bottom: '#c3ccd5' },
};

/** What one stands on; places without ground are drawn by `AIRY`. */
const GROUNDS: Readonly<Partial<Record<BackdropName, string>>> = {
  grass: '#93c572',
  beach: '#f0dcae',
  snow: '#dce8f4',
  desert: '#ecc98d',
  road: '#a9adb3',
  forest: '#8fb377',
  mountains: '#a8c190',
  water: '#6fb4dc',
  room: '#d8bd98',
};

const PALE = ['#f4f7fb', '#fdf6ec', '#eef6f0', '#f6f1fa'];
/** For white and other pale things, which a pale ground would swallow. */
const DEEPER = ['#bcd3e6', '#e0cfb2', '#bfdac4', '#d3c6e4'];

/**
 * @param horizon y at which the ground begins
 * @param pale something on the picture is nearly white
 */
export function backdropOf(
  names: readonly BackdropName[],
  horizon: number,
  pale: boolean,
  looseness: number,
  random: Random,
): Backdrop {
  const place = names.find((name) => slotOf(name) === 'place');
  const time = names.find((name) => slotOf(name) === 'time');
  if (place === undefined && time === undefined) return quiet(horizon, pale, looseness, random);
  if (place === 'sky' || place === 'space' || place === 'under water')
    return airy(place, time, random);
  const sky = SKIES[time ?? 'day'] ?? DAY;
  const dark = time === 'night' ? -0.22 : time === 'rain' || time === 'sunset' ? -0.07 : 0;
  const ground = shade(GROUNDS[place ?? 'grass']!, dark);
  const wall = place === 'room' ? [fill(0, horizon, shade('#e9e2d4', dark))] : [];
  const nodes = [
    ...(wall.length > 0 ? wall : [fill(0, horizon, 'url(#backdrop-sky)')]),
    ...(place === 'room' ? windowOf(sky) : lights(time ?? 'day', horizon, random)),
    ...behind(place, horizon, dark, random),
    fill(horizon, CANVAS, ground),
    ...upon(place, horizon, ground, random),
    ...(time === 'rain' && place !== 'room' ? [drops(random)] : []),
  ];
  return { nodes, defs: place === 'room' ? [] : [gradient(sky)], ground: place !== 'water' };
}

function quiet(horizon: number, pale: boolean, looseness: number, random: Random): Backdrop {
  const colour = random.pick(pale ? DEEPER : PALE);
  const floor = random.chance(looseness * 0.6);
  return {
    nodes: [
      fill(0, CANVAS, colour),
      ...(floor ? [fill(horizon, CANVAS, shade(colour, -0.06))] : []),
    ],
    defs: [],
    ground: true,
  };
}

function airy(
  place: 'sky' | 'space' | 'under water',
  time: BackdropName | undefined,
  random: Random,
): Backdrop {
  const sky: Sky =
    place === 'space'
      ? { top: '#2b2f63', bottom: '#4a4b8c' }
      : place === 'under water'
        ? { top: '#8ad4ea', bottom: '#3f8fc0' }
        : (SKIES[time ?? 'day'] ?? DAY);
  const nodes = [fill(0, CANVAS, 'url(#backdrop-sky)')];
  if (place === 'space') nodes.push(stars(CANVAS, random));
  else if (place === 'under water') {
    nodes.push(
      fill(470, CANVAS, '#d9c58f'),
      scatter('backdrop-bubbles', 9, random, (x, y) =>
        element('circle', { cx: x, cy: y, r: 3 + (x % 5) }),
      { fill: 'none', stroke: '#ffffff', 'stroke-opacity': 0.7, 'stroke-width': 1.5 }, 460), // prettier-ignore
    );
  } else {
    nodes.push(...lights(time ?? 'day', CANVAS, random));
    // Rain has brought its own.
    if (time !== 'night' && time !== 'rain') nodes.push(clouds(random));
  }
  return { nodes, defs: [gradient(sky)], ground: false };
}

const fill = (from: number, to: number, colour: string): SvgNode =>
  element('rect', { y: from, width: CANVAS, height: to - from, fill: colour });

const gradient = ({ top, bottom }: Sky): SvgNode =>
  element(
    'linearGradient',
    { id: 'backdrop-sky', x2: 0, y2: 1 },
    element('stop', { offset: 0, 'stop-color': top }),
    element('stop', { offset: 1, 'stop-color': bottom }),
  );

/** Sun, moon, stars, clouds. */
function lights(time: BackdropName, horizon: number, random: Random): SvgNode[] {
  const x = random.chance(0.5) ? random.between(50, 120) : random.between(390, 460);
  if (time === 'night') {
    const moon = element('circle', { cx: x, cy: 62, r: 26, fill: '#f6efcf' });
    const dent = element('circle', { cx: x + 11, cy: 55, r: 22, fill: '#2f3d75' });
    return [stars(horizon * 0.8, random), element('g', { id: 'backdrop-moon' }, moon, dent)];
  }
  if (time === 'sunset' || time === 'sunrise')
    return [element('circle', { cx: x, cy: Math.min(horizon, 440) - 8, r: 44, fill: time === 'sunset' ? '#ff8a4c' : '#ffd98a' })]; // prettier-ignore
  if (time === 'rain') return [clouds(random, '#76828f')];
  return [element('circle', { cx: x, cy: 58, r: 30, fill: '#ffd95e' })];
}

const stars = (height: number, random: Random): SvgNode =>
  scatter('backdrop-stars', 22, random, (x, y) => element('circle', { cx: x, cy: y, r: 1 + (x % 3) * 0.5 }), { fill: '#fdf6d8' }, height); // prettier-ignore

const drops = (random: Random): SvgNode =>
  scatter('backdrop-rain', 34, random, (x, y) => element('path', { d: `M${x} ${y} l-4 16` }), { fill: 'none', stroke: '#5f86b3', 'stroke-width': 2, 'stroke-opacity': 0.6 }, 490); // prettier-ignore

const clouds = (random: Random, colour = '#ffffff'): SvgNode =>
  scatter('backdrop-clouds', 4, random, (x, y) => element('path', { d: `M${x - 44} ${y} a18 18 0 0 1 14 -26 a26 26 0 0 1 48 -4 a18 18 0 0 1 22 30 Z` }), { fill: colour, 'fill-opacity': 0.85 }, 190); // prettier-ignore

/** One group of equal marks, spread so that none is far from where chance alone would leave gaps. */
function scatter(
  id: string,
  count: number,
  random: Random,
  mark: (x: number, y: number) => SvgNode,
  attributes: Record<string, string | number>,
  height: number,
): SvgNode {
  const marks = Array.from({ length: count }, (_, index) => {
    const x = ((index + random.between(0.1, 0.9)) / count) * CANVAS;
    return mark(Math.round(x), Math.round(random.between(0.08, 0.96) * height));
  });
  return element('g', { id, ...attributes }, ...marks);
}

/** Between sky and ground. */
function behind(
  place: BackdropName | undefined,
  horizon: number,
  dark: number,
  random: Random,
): SvgNode[] {
  const y = Math.round(horizon);
  if (place === 'beach')
    return [
      element('rect', {
        id: 'backdrop-sea',
        y: y - 54,
        width: CANVAS,
        height: 54,
        fill: shade('#5aaed6', dark),
      }),
    ];
  if (place === 'mountains') {
    const peak = Math.max(40, y - 190);
    return [
      element('path', { d: `M-20 ${y} L120 ${peak + 40} L250 ${y} Z M170 ${y} L330 ${peak} L530 ${y} Z`, fill: shade('#8694a8', dark) }),
      element('path', { d: `M330 ${peak} l28 34 l-26 -8 l-22 12 Z M120 ${peak + 40} l18 26 l-20 -6 l-14 8 Z`, fill: shade('#ffffff', dark / 2) }),
    ]; // prettier-ignore
  }
  if (place === 'forest' || place === 'snow') {
    const colour = shade(place === 'snow' ? '#8fa8a4' : '#5f8f5d', dark);
    const trees = Array.from({ length: 9 }, (_, index) => {
      const x = Math.round(index * 62 + random.between(-16, 16));
      const tall = Math.round(random.between(70, 140));
      return `M${x - 30} ${y} L${x} ${y - tall} L${x + 30} ${y} Z`;
    });
    return [element('path', { id: 'backdrop-trees', d: trees.join(' '), fill: colour })];
  }
  if (place === 'desert')
    return [element('path', { d: `M0 ${y} Q120 ${y - 60} 260 ${y} Q400 ${y - 40} 512 ${y} Z`, fill: shade('#dcb274', dark) })]; // prettier-ignore
  if (place === 'road') {
    const houses = Array.from({ length: 7 }, (_, index) => {
      const tall = Math.round(random.between(60, 150));
      return `M${index * 76 - 8} ${y} V${y - tall} h66 V${y} Z`;
    });
    return [
      element('path', { id: 'backdrop-houses', d: houses.join(' '), fill: shade('#c3c7d3', dark) }),
    ];
  }
  return [];
}

/** On the ground. */
function upon(
  place: BackdropName | undefined,
  horizon: number,
  ground: string,
  random: Random,
): SvgNode[] {
  const span = CANVAS - horizon;
  const at = (share: number) => Math.round(horizon + span * share);
  if (place === 'grass') {
    const blades = Array.from({ length: 26 }, (_, index) => {
      const x = Math.round(((index + random.next()) / 26) * CANVAS);
      return `M${x} ${at(random.between(0.1, 0.95))} l3 -8 l3 8`;
    });
    return [element('path', { id: 'backdrop-blades', d: blades.join(' '), fill: 'none', stroke: shade(ground, -0.14), 'stroke-width': 1.5 })]; // prettier-ignore
  }
  if (place === 'road')
    return [element('path', { d: `M0 ${at(0.9)} H512`, stroke: '#f4f1e4', 'stroke-width': 6, 'stroke-dasharray': '40 28' })]; // prettier-ignore
  if (place === 'water')
    return [element('path', { d: [0.2, 0.5, 0.8].map((share) => `M0 ${at(share)} q32 -8 64 0 t64 0 t64 0 t64 0 t64 0 t64 0 t64 0 t64 0`).join(' '), fill: 'none', stroke: shade(ground, 0.14), 'stroke-width': 3 })]; // prettier-ignore
  if (place === 'beach' || place === 'desert')
    return [element('path', { d: `M0 ${at(0.5)} Q130 ${at(0.42)} 256 ${at(0.5)} T512 ${at(0.5)}`, fill: 'none', stroke: shade(ground, -0.07), 'stroke-width': 3 })]; // prettier-ignore
  return [];
}

const windowOf = (sky: Sky): SvgNode[] => [
  element(
    'g',
    { id: 'backdrop-window', stroke: '#ffffff', 'stroke-width': 6 },
    element('rect', { x: 196, y: 30, width: 120, height: 100, fill: sky.top }),
    element('path', { d: 'M256 30 V130 M196 80 H316' }),
  ),
];
