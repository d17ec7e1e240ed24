/** What the check found beside a program that can be drawn, in plain words. */
import type { Warning, WarningKind } from '../../../core/program/checked-program.ts';

const WORDS: Record<WarningKind, string> = {
  'no-size': 'It names no size, so the canvas was chosen for it',
  'bad-viewbox': 'Its viewBox cannot be read and was left out',
  'external-image': 'A picture from elsewhere was not fetched',
  'image-too-large': 'An embedded picture is too large and was left out',
  'broken-image': 'An embedded picture cannot be read and was left out',
  'reference-cycle': 'An element contains itself and was drawn without that',
  'external-use': 'A part from another file was not fetched',
  script: 'It holds a script, which never runs',
  'event-handler': 'It holds event handlers, which never run',
  'foreign-object': 'It holds HTML, which is not drawn',
  animation: 'It is animated: the first frame counts',
  'remote-css': 'A style sheet from elsewhere was not fetched',
  doctype: 'It begins with a document type, which is not needed',
  'text-without-font': 'Some of its characters are empty boxes: no font has them',
  'text-addresses-judge': 'Its text speaks to whoever scores it',
};

/** `A picture from elsewhere was not fetched, 3 times` */
export const warningWords = ({ kind, count }: Warning): string =>
  count > 1 ? `${WORDS[kind]}, ${count} times` : WORDS[kind];
