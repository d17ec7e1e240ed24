/** What the pages of benchmarks say of runs, in words and numbers. */
import type { TimeLeft } from '../../core/run/completion-rate.ts';
import type { RunCard } from '../../core/run/run-card.ts';
import type { SuiteFacts } from '../../core/suite/suite-facts.ts';
import type { Range, RunEstimate } from '../state/benchmark/estimate.ts';
import { formatCount, NO_NUMBER } from '../parts/scores/format.ts';

const SMALL = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** `Four models on Composition, 800 items`; one model is named. */
export function runTitle({ models, conditions, items }: RunCard, facts?: SuiteFacts): string {
  const [first] = models;
  const who =
    models.length === 1 && first !== undefined
      ? first.title
      : `${SMALL[models.length] ?? formatCount(models.length)} models`;
  const suite = facts?.title ?? conditions.suite.id;
  const inSuite = facts?.categories.reduce((sum, category) => sum + category.items, 0) ?? null;
  const count = items?.length ?? inSuite;
  // A generated suite says its size in its own title.
  if (count === null || (count === inSuite && / items$/.test(suite))) return `${who} on ${suite}`;
  return `${who} on ${suite.replace(/, \d+ items$/, '')}, ${formatCount(count)} ${count === 1 ? 'item' : 'items'}`;
}

/** Time in one unit that suits it: a value, and a range in the same unit. */
export function roughTime({ low, high }: Range): { about: string; range: string } {
  const [unit, size] = UNITS.find(([, each]) => high >= each * 1.5) ?? UNITS.at(-1)!;
  const digits = (ms: number) => {
    const amount = ms / size;
    return amount >= 10 ? formatCount(amount) : String(Number(amount.toPrecision(2)));
  };
  const middle = Math.sqrt(Math.max(1, low) * Math.max(1, high));
  return { about: `${digits(middle)} ${unit}`, range: `${digits(low)} to ${digits(high)}` };
}

const UNITS: [string, number][] = [
  ['days', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
];

/** `40 min` and `left, 34 to 52`. */
export function timeLeftWords(left: TimeLeft | null): { about: string; rest: string } {
  if (left === null) return { about: NO_NUMBER, rest: 'left: too early to tell' };
  const { about, range } = roughTime({ low: left.lowMs, high: left.highMs });
  return { about, rest: `left, ${range}` };
}

/** Slots a minute, in the unit that gives the better number. */
export function rateWords(perMinute: number | null): { rate: string; unit: string } {
  if (perMinute === null) return { rate: NO_NUMBER, unit: 'a second' };
  if (perMinute >= 60) return { rate: (perMinute / 60).toFixed(1), unit: 'a second' };
  return { rate: perMinute.toFixed(perMinute < 10 ? 1 : 0), unit: 'a minute' };
}

/** `$1.92`, `$0`, `less than $0.01` */
export function formatMoney(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < 0.01) return 'less than $0.01';
  return usd < 1_000 ? `$${usd.toFixed(2)}` : `$${formatCount(usd)}`;
}

/** `12,800 calls`, and what they will take; every number of it is an estimate. */
export function estimateWords({ calls, duration, cost, unpriced, tokens }: RunEstimate): {
  calls: string;
  time: string;
  cost: string;
} {
  const { about, range } = roughTime(duration);
  return {
    calls: `${formatCount(calls)} ${calls === 1 ? 'answer' : 'answers'}`,
    time: `about ${about}, ${range}`,
    cost: costWords(cost, unpriced, tokens.high > 0),
  };
}

function costWords({ low, high }: Range, unpriced: readonly string[], asks: boolean): string {
  if (!asks) return 'costs nothing';
  const sum = high === 0 ? '' : `about ${formatMoney(low)} to ${formatMoney(high)}`;
  if (unpriced.length === 0) return sum === '' ? 'costs nothing' : sum;
  const unknown = `price unknown: ${unpriced.join(', ')}`;
  return sum === '' ? unknown : `${sum}, and ${unknown}`;
}

/** `21 Nov 2026, 05:41` in the person's own time. */
export function dateWords(iso: string): string {
  const date = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getDate()} ${MONTHS[date.getMonth()]} ${date.getFullYear()}, ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `05:41:07`, the date before it where it is not today's. */
export function clockWords(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const time = date.toTimeString().slice(0, 8);
  return date.toDateString() === now.toDateString()
    ? time
    : `${date.getDate()} ${MONTHS[date.getMonth()]} ${time.slice(0, 5)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
