import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { anatomyOf } from './anatomy.ts';
import { checkProgram } from './check.ts';
import { isolateElement } from './isolate.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg"';

/** Pixels painted, as `x,y`, all of them opaque black. */
function painted(source: string | null): Set<string> {
  const checked = checkProgram(source!);
  if (!checked.ok) throw new Error(checked.failure.detail);
  const { pixels, width } = new Resvg(checked.value.source, {
    font: { loadSystemFonts: false },
  }).render();
  const places = new Set<string>();
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue;
    expect([...pixels.subarray(at, at + 4)]).toEqual([0, 0, 0, 255]);
    places.add(`${(at / 4) % width},${Math.floor(at / 4 / width)}`);
  }
  return places;
}

const rectangle = (x: number, y: number, width: number, height: number) => {
  const places = new Set<string>();
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) places.add(`${column},${row}`);
  }
  return places;
};

const SCENE = `<svg ${NS} width="20" height="20" viewBox="0 0 10 10">
  <style>.soft { fill: white; opacity: .2 }</style>
  <defs><linearGradient id="g"><stop stop-color="red"/></linearGradient><rect id="r" width="1" height="1"/></defs>
  <rect width="10" height="10" fill="url(#g)"/>
  <g transform="translate(2 3)" opacity="0.5">
    <rect id="a" width="2" height="1" fill="url(#g)"/>
    <rect id="b" class="soft" x="4" width="1" height="1"/>
    <use id="c" href="#r" x="1" y="5"/>
  </g>
</svg>`;

describe('isolateElement', () => {
  it('paints one element in black where it stands', () => {
    expect(painted(isolateElement(SCENE, 'a'))).toEqual(rectangle(4, 6, 4, 2));
  });

  it('paints what is white and faint as black as the rest', () => {
    expect(painted(isolateElement(SCENE, 'b'))).toEqual(rectangle(12, 6, 2, 2));
  });

  it('keeps what the element refers to', () => {
    expect(painted(isolateElement(SCENE, 'c'))).toEqual(rectangle(6, 16, 2, 2));
  });

  it('paints a group with all in it, and finds it by its span', () => {
    const group = anatomyOf(SCENE).root!.children[3]!;
    expect(group.name).toBe('g');
    const all = new Set([
      ...rectangle(4, 6, 4, 2),
      ...rectangle(12, 6, 2, 2),
      ...rectangle(6, 16, 2, 2),
    ]);
    expect(painted(isolateElement(SCENE, group.span))).toEqual(all);
  });

  it('paints the whole picture for the root', () => {
    expect(painted(isolateElement(SCENE, { start: 0 }))).toEqual(rectangle(0, 0, 20, 20));
  });

  it('has nothing for definitions and for what is not there', () => {
    expect(isolateElement(SCENE, 'r')).toBeNull();
    expect(isolateElement(SCENE, 'nobody')).toBeNull();
    expect(isolateElement('', { start: 0 })).toBeNull();
  });

  it('works on a program that is not finished', () => {
    const source = `<svg width="4" height="4"><g transform="translate(1)"><rect id="a" width="2" height="2"/><path d="M0`;
    expect(painted(isolateElement(source, 'a'))).toEqual(rectangle(1, 0, 2, 2));
  });

  it('works under a prefix', () => {
    const source = `<s:svg xmlns:s="http://www.w3.org/2000/svg" width="4" height="4"><s:rect width="9" height="9"/><s:rect id="a" width="1" height="1"/></s:svg>`;
    expect(painted(isolateElement(source, 'a'))).toEqual(rectangle(0, 0, 1, 1));
  });
});
