/** Parts of a program that never act here, recorded so that nobody wonders. */
import { LIMITS } from './limits.ts';
import type { Failure } from '../failure.ts';
import { textOf, valueOf, type XmlTree } from './tree.ts';
import { isRemote, unescapeCss, urlsIn } from './url-references.ts';
import type { WarningTally } from './warnings.ts';

export const SCRIPTS: ReadonlySet<string> = new Set(['script', 'handler', 'listener']);
export const ANIMATIONS: ReadonlySet<string> = new Set([
  'animate',
  'animateColor',
  'animateMotion',
  'animateTransform',
  'set',
  'discard',
]);

/** Words aimed at whoever grades the picture; bounded repeats keep each pattern linear. */
const ADDRESSES_JUDGE = [
  /\bscore\s{0,8}[:=]\s{0,8}\d/i,
  /\b(?:ignore|disregard|forget)\b[^.]{0,40}\b(?:instruction|prompt|rule)/i,
  /\b(?:give|award|assign|rate|grade)\b[^.]{0,40}\b(?:100|full marks|perfect|highest|maximum)\b/i,
];

export function recordHostileContent(tree: XmlTree, warnings: WarningTally): void {
  for (const element of tree.elements) {
    const { local } = element;
    if (SCRIPTS.has(local)) warnings.add('script', `<${local}> is never run`);
    if (local === 'foreignObject') warnings.add('foreign-object', '<foreignObject> is not drawn');
    if (ANIMATIONS.has(local)) warnings.add('animation', `<${local}>: drawn as a still`);
    for (const attribute of element.attributes) {
      if (/^on[a-z]+$/i.test(attribute.name)) {
        warnings.add('event-handler', `${attribute.name} is never run`);
      }
      const written = tree.text.slice(attribute.value.start, attribute.value.end);
      if (!/url|\\/i.test(written)) continue;
      const remote = urlsIn(unescapeCss(valueOf(tree, attribute))).find(isRemote);
      if (remote !== undefined) {
        warnings.add(
          'remote-css',
          `${attribute.name} refers to ${remote.slice(0, 60)}: not fetched`,
        );
      }
    }
  }
  for (const run of tree.runs) {
    if (run.parent.local === 'style' || run.parent.local === 'script') continue;
    const text = tree.text.slice(run.start, run.end);
    if (ADDRESSES_JUDGE.some((pattern) => pattern.test(text))) {
      warnings.add(
        'text-addresses-judge',
        `text that talks to a judge: ${text.trim().slice(0, 60)}`,
      );
    }
  }
}

/** Records what style sheets would fetch or animate. @returns a failure for a costly sheet */
export function inspectStyleSheets(tree: XmlTree, warnings: WarningTally): Failure | null {
  let selectors = 0;
  for (const element of tree.elements) {
    if (element.local !== 'style') continue;
    const css = unescapeCss(textOf(tree, element));
    selectors += countSelectors(css);
    if (/@import|@font-face/i.test(css) || urlsIn(css).some(isRemote)) {
      warnings.add('remote-css', 'a style sheet refers outside: not fetched');
    }
    if (/@keyframes|animation(?:-name)?\s*:/i.test(css)) {
      warnings.add('animation', 'a style sheet animates: drawn as a still');
    }
  }
  const matches = selectors * tree.elements.length;
  if (matches <= LIMITS.selectorMatches) return null;
  const detail = `${selectors} CSS selectors over ${tree.elements.length} elements are ${matches} comparisons; ${LIMITS.selectorMatches} are allowed.`;
  return { stage: 'check', kind: 'too-large', limit: 'expansion', detail };
}

function countSelectors(css: string): number {
  let count = 0;
  let inRule = false;
  for (let at = 0; at < css.length; at++) {
    const character = css[at];
    if (character === '{') {
      count++;
      inRule = true;
    } else if (character === '}') inRule = false;
    else if (character === ',' && !inRule) count++;
  }
  return count;
}
