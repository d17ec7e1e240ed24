/**
 * The same drawing as another hand would make it: parts moved, stretched and left out, other shades,
 * lines for fills. Text in, text out; what cannot be read is left as it is.
 */

/** What a drawing is made of; definitions and groups are left in place. */
const LEAF = /<(rect|circle|ellipse|line|polyline|polygon|path)\b([^>]*?)\/?>(?:<\/\1>)?/g;
const LEAF_ONCE = new RegExp(LEAF.source);

/**
 * @param svg a program with a viewBox
 * @param random gives `next()` in 0..1
 * @param washed share of drawings that keep but a tint of their colours, within dark lines
 */
export function vary(svg, random, washed = 0) {
  const between = (low, high) => low + (high - low) * random.next();
  const chance = (share) => random.next() < share;
  const [left, top, width, height] = viewBoxOf(svg);
  const side = Math.max(width, height);
  const middle = [left + width / 2, top + height / 2];
  // How far this hand is from the first: some are near copies, some are clumsy.
  const clumsy = random.next() ** 2;

  const tint = chance(washed) ? between(0.12, 0.5) : null;
  const shade = shadesOf(between, clumsy, tint ?? 1);
  let body = svg.replace(/#[0-9a-f]{6}\b|#[0-9a-f]{3}\b/gi, (hex) => shade(hex));

  const leaves = [...body.matchAll(LEAF)].length;
  const dropped = chance(0.35) ? Math.floor(between(0, 0.18) * leaves + 0.5) : 0;
  const drop = new Set(
    Array.from({ length: dropped }, () => Math.floor(between(0.25, 1) * leaves)),
  );
  const line = tint === null ? lineStyle(between, chance, side) : darkLines(between, side);
  let index = 0;
  body = body.replace(LEAF, (whole, name, attributes) => {
    const at = index++;
    if (leaves > 4 && drop.has(at)) return '';
    if (at === 0 && hasBackdrop(svg)) return whole;
    let changed = line(attributes, name);
    if (!/transform=/.test(changed)) {
      const d = () => between(-0.025, 0.025) * side * clumsy;
      const turn = between(-5, 5) * clumsy;
      const grow = 1 + between(-0.1, 0.1) * clumsy;
      const [x, y] = middle;
      changed += ` transform="translate(${round(x + d())} ${round(y + d())}) rotate(${round(turn)}) scale(${round(grow)}) translate(${round(-x)} ${round(-y)})"`;
    }
    return `<${name}${changed}/>`;
  });

  const flip = chance(0.4) ? -1 : 1;
  // A painted background must go on reaching the edges.
  const [least, most, lean] = hasBackdrop(svg) ? [1, 1.15, 0] : [0.78, 1.04, 1];
  const pose = [
    `translate(${round(middle[0])} ${round(middle[1])})`,
    `rotate(${round(between(-9, 9) * (chance(0.5) ? lean : 0))})`,
    `skewX(${round(between(-8, 8) * (chance(0.4) ? lean : 0))})`,
    `scale(${round(flip * between(least, most))} ${round(between(least, most))})`,
    `translate(${round(-middle[0])} ${round(-middle[1])})`,
  ].join(' ');
  return body.replace(
    /(<svg\b[^>]*>)([\s\S]*)<\/svg>/,
    (_, open, inner) => `${open}<g transform="${pose}">${inner}</g></svg>`,
  );
}

/** Whether the first thing painted is a rectangle as wide as the picture. */
export function hasBackdrop(svg) {
  const [, , width] = viewBoxOf(svg);
  const first = LEAF_ONCE.exec(svg);
  if (first?.[1] !== 'rect') return false;
  const wide = /\swidth="([\d.]+)(%?)"/.exec(first[2]);
  return wide !== null && (wide[2] ? Number(wide[1]) : (100 * Number(wide[1])) / width) >= 95;
}

function viewBoxOf(svg) {
  const numbers = /viewBox="([^"]*)"/
    .exec(svg)?.[1]
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return numbers?.length === 4 && numbers.every(Number.isFinite) ? numbers : [0, 0, 100, 100];
}

/** Every colour of the drawing shifts, equal ones alike, and keeps `tint` of its distance to white. */
function shadesOf(between, clumsy, tint) {
  const known = new Map();
  const all = [between(-14, 14), between(-14, 14), between(-14, 14)];
  return (hex) => {
    let shaded = known.get(hex);
    if (shaded === undefined) {
      const long =
        hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex;
      const channels = [1, 3, 5].map((at, channel) => {
        const value =
          parseInt(long.slice(at, at + 2), 16) + all[channel] + between(-22, 22) * clumsy;
        return Math.round(255 - tint * (255 - Math.min(255, Math.max(0, value))))
          .toString(16)
          .padStart(2, '0');
      });
      shaded = `#${channels.join('')}`;
      known.set(hex, shaded);
    }
    return shaded;
  };
}

/** Most drawings keep their fills; some gain outlines, some are lines alone, some one dark shape. */
function lineStyle(between, chance, side) {
  const width = round(between(0.008, 0.03) * side);
  if (chance(0.2))
    return (attributes) =>
      /stroke=/.test(attributes)
        ? attributes
        : `${attributes} stroke="#222" stroke-width="${width}" stroke-linejoin="round"`;
  if (chance(0.1))
    return (attributes) =>
      `${without(attributes, /\s(fill|stroke|stroke-width|opacity)="[^"]*"/g)} fill="none" stroke="#111" stroke-width="${width}"`;
  if (chance(0.08))
    return (attributes) =>
      attributes.replace(
        /stroke-width="([\d.]+)"/,
        (_, value) => `stroke-width="${round(value * between(0.5, 2.2))}"`,
      );
  return (attributes) => attributes;
}

function darkLines(between, side) {
  const width = round(between(0.012, 0.035) * side);
  return (attributes) =>
    `${without(attributes, /\sstroke(-width)?="[^"]*"/g)} stroke="#2b2930" stroke-width="${width}" stroke-linejoin="round"`;
}

const without = (text, pattern) => text.replace(pattern, '');
const round = (value) => Math.round(value * 100) / 100;
