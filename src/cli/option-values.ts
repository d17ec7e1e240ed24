/** Values of options as they are typed, read or refused in words. */
import { InvalidArgumentError } from 'commander';

export function wholeNumber(from: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < from)
      throw new InvalidArgumentError(`It is no whole number from ${from}.`);
    return value;
  };
}

export function numberFrom(from: number, to = Infinity): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const range = to === Infinity ? `from ${from}` : `from ${from} to ${to}`;
    if (text.trim() === '' || !Number.isFinite(value) || value < from || value > to)
      throw new InvalidArgumentError(`It is no number ${range}.`);
    return value;
  };
}

/** A machine's part of the work; `index` is 0-based, though people count from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** `2/8`: the second of eight parts. */
export function shard(text: string): Shard {
  const [, part, parts] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [index, count] = [Number(part) - 1, Number(parts)];
  if (part === undefined || index < 0 || index >= count)
    throw new InvalidArgumentError('Say i/n with i from 1 to n, e.g. 2/8.');
  return { index, count };
}

/** Of options that may be given again: `--seed 1 --seed 2`, or `--seed 1 2`. */
export const collected =
  <T>(read: (text: string) => T) =>
  (text: string, earlier: readonly T[] | undefined): T[] => [...(earlier ?? []), read(text)];

/** `name=value` */
export function assignment(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError('Say it as name=value.');
  return [text.slice(0, at), text.slice(at + 1)];
}
