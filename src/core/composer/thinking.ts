/** What the composer understood, for people to read while it draws. */
import type { Composition } from './compose.ts';
import type { Relation, Wish } from './description.ts';
import { printWish } from './print-description.ts';
import { backdropPhrases } from './vocabulary/backdrops.ts';

/** Lines of plain text: things, relations, setting, and all that was left out. */
export function thinkingOf({ scene, parse, undrawn, unmet }: Composition): string {
  const { objects, relations, backdrops } = scene;
  const lines = ['Things:', ...objects.map((wish) => `- ${printWish(wish)}`)];
  if (relations.length > 0)
    lines.push('Relations:', ...relations.map((relation) => `- ${told(relation, objects)}`));
  if (backdrops.length > 0)
    lines.push(`Setting: ${backdrops.map((name) => backdropPhrases(name)[0]).join(', ')}`);
  if (undrawn.length > 0) lines.push(`No drawing of: ${undrawn.join(', ')}. The rest is drawn.`);
  if (parse.unread.length > 0)
    lines.push(`Not understood: ${parse.unread.map(quoted).join(', ')}. Drawn without it.`);
  for (const relation of unmet)
    lines.push(`Could not be arranged so that it shows: ${told(relation, objects)}.`);
  return `${lines.join('\n')}\n`;
}

const told = ({ subject, kind, object }: Relation, objects: readonly Wish[]): string =>
  `${printWish(objects[subject]!)} ${kind} ${printWish(objects[object]!)}`;

const quoted = (word: string): string => `“${word}”`;
