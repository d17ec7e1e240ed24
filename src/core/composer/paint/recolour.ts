/** A drawing in another colour or material: `main` shapes and their shades change, the rest stays. */
import { parseColour } from '../../program/colour.ts';
import type { Drawing } from '../drawing.ts';
import { COLOURS } from '../vocabulary/colours.ts';
import { naturalColour, type TextureName } from '../vocabulary/textures.ts';
import type { SvgNode } from '../write/node.ts';
import { fromOklab, lightnessOf, shade, toOklab } from './oklab.ts';
import { MATERIALS, type Material } from './texture.ts';

export interface Painted {
  body: SvgNode[];
  defs: SvgNode[];
  /** `#rrggbb` of the main body. */
  colour: string;
  /** Units of 100 by which it is larger than the drawing's box. */
  outset: number;
}

type Role = 'main' | 'dark' | 'light';

const ROLES: Readonly<Record<string, Role>> = {
  main: 'main',
  'main-dark': 'dark',
  'main-light': 'light',
};

/** A tint of a line drawing, which another colour replaces outright. */
const PALE = 0.86;

export function recolour(
  drawing: Drawing,
  colour: string | null,
  texture: TextureName | null,
): Painted {
  const original = mainColourOf(drawing);
  const wanted = colour === null ? null : COLOURS.get(colour)!;
  const target =
    wanted ?? (texture && naturalColour(texture)) ?? vividIfPale(original, drawing, texture);
  const parts = new Parts(original, target, texture, wanted !== null || texture !== null);
  const body = drawing.body.flatMap((node) => parts.paint(node));
  return {
    body,
    defs: [...drawing.defs, ...parts.defs],
    colour: target,
    outset: texture === null ? 0 : MATERIALS[texture].outset,
  };
}

/** The tint of a line drawing hardly shows a material: its natural colour does. */
function vividIfPale(original: string, drawing: Drawing, texture: TextureName | null): string {
  if (texture === null || lightnessOf(original) < PALE) return original;
  return COLOURS.get(drawing.colour) ?? original;
}

/** Of the first `main` shape; grey where a drawing has none. */
export function mainColourOf({ body }: Drawing): string {
  const found = firstMain(body);
  return (found && parseColour(found)) ?? '#9a9a9a';
}

function firstMain(nodes: readonly SvgNode[]): string | null {
  for (const { attributes, children } of nodes) {
    if (attributes.class === 'main' && attributes.fill) return attributes.fill;
    const within = firstMain(children);
    if (within !== null) return within;
  }
  return null;
}

class Parts {
  readonly defs: SvgNode[] = [];
  readonly #original: string;
  readonly #target: string;
  readonly #texture: TextureName | null;
  readonly #changes: boolean;
  /** Server ids by the colour they paint. */
  readonly #servers = new Map<string, string>();

  constructor(original: string, target: string, texture: TextureName | null, changes: boolean) {
    this.#original = original;
    this.#target = target;
    this.#texture = texture;
    this.#changes = changes;
  }

  /** One element, or its ground and the marks on it. */
  paint(node: SvgNode): SvgNode[] {
    const { class: className, ...attributes } = node.attributes;
    const role = ROLES[className ?? ''];
    const children = node.children.flatMap((child) => this.paint(child));
    const plain: SvgNode = { ...node, attributes, children };
    if (!this.#changes) return [plain];
    const { fill, stroke } = attributes;
    const painted = fill === undefined ? null : parseColour(fill);
    if (role && painted) return this.#body(plain, role, painted);
    if (stroke) attributes.stroke = this.#line(stroke, role !== undefined);
    return [plain];
  }

  #body(node: SvgNode, role: Role, painted: string): SvgNode[] {
    const colour = this.#shadeFor(role, painted);
    const { stroke } = node.attributes;
    const attributes: Record<string, string> = { ...node.attributes, fill: colour };
    if (this.#texture === null) {
      if (stroke) attributes.stroke = this.#line(stroke, false);
      return [{ ...node, attributes }];
    }
    const material = MATERIALS[this.#texture];
    const marks = material.kind === 'marks';
    const fill = `url(#${this.#server(material, marks ? this.#target : colour)})`;
    const edge = role === 'main' ? material.edge(colour) : {};
    if (!marks) return [{ ...node, attributes: { ...attributes, fill, ...edge } }];
    const marked: Record<string, string> = { ...attributes, fill, ...edge };
    delete marked.id;
    return [
      { ...node, attributes },
      { ...node, attributes: marked },
    ];
  }

  #server(material: Material, colour: string): string {
    const known = this.#servers.get(colour);
    if (known !== undefined) return known;
    const number = this.#servers.size === 0 ? '' : `-${this.#servers.size + 1}`;
    const id = `texture_${this.#texture}${number}`;
    this.#servers.set(colour, id);
    this.defs.push(material.server(id, colour));
    return id;
  }

  /** As much darker or lighter than the new colour as the part was than the old. */
  #shadeFor(role: Role, painted: string): string {
    const lowest = role === 'light' ? 0.07 : role === 'dark' ? -0.2 : -0.12;
    const highest = role === 'light' ? 0.2 : role === 'dark' ? -0.08 : 0.12;
    const pale = lightnessOf(this.#original) > PALE && lightnessOf(painted) > PALE - 0.1;
    if (pale && role === 'main') return this.#target;
    const difference = lightnessOf(painted) - lightnessOf(this.#original);
    const bounded = Math.min(highest, Math.max(lowest, difference));
    // Parts that are nearly the same colour become the same: fewer paints, same look.
    return role === 'main' && Math.abs(bounded) < 0.03
      ? this.#target
      : shade(this.#target, bounded);
  }

  /** Lines in a shade of the old colour follow; ink stays. */
  #line(stroke: string, always: boolean): string {
    const hex = parseColour(stroke);
    if (hex === null) return stroke;
    const [old, line, target] = [this.#original, hex, this.#target].map(toOklab);
    const alike = Math.hypot(line!.a, line!.b) > 0.05 && hueApart(old!, line!) < 0.3;
    if (!alike && !always) return stroke;
    const lightness = target!.lightness + (line!.lightness - old!.lightness);
    const bounded = Math.min(0.95, Math.max(0.16, lightness));
    return fromOklab({ lightness: bounded, a: target!.a * 0.8, b: target!.b * 0.8 });
  }
}

function hueApart(one: { a: number; b: number }, other: { a: number; b: number }): number {
  const apart = Math.abs(Math.atan2(one.b, one.a) - Math.atan2(other.b, other.a));
  return Math.min(apart, 2 * Math.PI - apart);
}
