import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { BUILT_IN_TEMPLATES } from './built-in.ts';
import { DEFAULT_CANVAS, fillTemplate, unknownVariables, type PromptTemplate } from './template.ts';

const template = (text: string): PromptTemplate => ({
  id: 't',
  title: 't',
  version: 1,
  system: null,
  text,
  builtIn: false,
});

describe('fillTemplate', () => {
  test('drops the lines of options that are left alone', () => {
    for (const builtIn of BUILT_IN_TEMPLATES) {
      const { user } = fillTemplate(builtIn, 'a cat', DEFAULT_CANVAS);
      expect(user).toContain('a cat');
      expect(user).toContain('viewBox="0 0 512 512"');
      expect(user).not.toContain('colours:');
      expect(user).not.toContain('text elements');
      expect(user).not.toMatch(/\{|\}/);
    }
  });

  test('sends palette, canvas and "no text" when they are chosen', () => {
    const canvas = { widthPx: 300, heightPx: 200, palette: ['#fff', 'navy'], noText: true };
    for (const builtIn of BUILT_IN_TEMPLATES) {
      const { user } = fillTemplate(builtIn, 'a cat', canvas);
      expect(user).toContain('only these colours: #fff, navy.');
      expect(user).toContain('0 0 300 200');
      expect(user).toContain('no text elements');
    }
  });

  test('inserts any subject verbatim, even one that looks like a variable', () => {
    fc.assert(
      fc.property(fc.string(), (subject) => {
        const { user } = fillTemplate(template('Draw: {subject}!'), subject, DEFAULT_CANVAS);
        if (subject.trim() !== '') expect(user).toBe(`Draw: ${subject.trim()}!`);
      }),
    );
    expect(fillTemplate(template('{subject}'), '{width} $& $1', DEFAULT_CANVAS).user).toBe(
      '{width} $& $1',
    );
  });

  test('keeps braces that are not variables and names them', () => {
    const odd = template('{subject} in {style}');
    expect(fillTemplate(odd, 'a cat', DEFAULT_CANVAS).user).toBe('a cat in {style}');
    expect(unknownVariables(odd)).toEqual(['style']);
  });
});

test('the think template asks for exactly the tags that the format gate looks for', () => {
  const think = BUILT_IN_TEMPLATES.find(({ id }) => id === 'think-then-answer')!;
  expect(think.text).toContain('</think> <answer>');
  expect(think.text).toContain('</answer>');
});
