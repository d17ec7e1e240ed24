/** The templates that come with the app, in the project's own words. A change raises the version. */
import type { PromptTemplate } from './template.ts';

const CANVAS = `Use viewBox="0 0 {width} {height}".
Use only these colours: {palette}.
{no_text}`;

export const BUILT_IN_TEMPLATES: readonly PromptTemplate[] = [
  {
    id: 'svg-only',
    title: 'SVG only',
    version: 1,
    system: null,
    text: `Draw this as one SVG program: {subject}

${CANVAS}
Answer with the SVG program alone: no explanation, no code fence.`,
    builtIn: true,
  },
  {
    id: 'think-then-answer',
    title: 'Think, then answer',
    version: 1,
    system: null,
    text: `Draw this as one SVG program: {subject}

${CANVAS}
First reason about what must be seen, where it stands, and in which order it is painted. Write this between <think> and </think>.
Then write the program between <answer> and </answer>, and nothing after it:
<think> your reasoning </think> <answer> <svg ...> ... </svg> </answer>`,
    builtIn: true,
  },
  {
    id: 'plan-then-draw',
    title: 'Plan, then draw',
    version: 1,
    system: null,
    text: `Draw this as one SVG program: {subject}

${CANVAS}
Begin with a short plan, one line for each thing in the picture: its place and size in viewBox units, its colours, what covers it.
Then write the whole program. Group each thing in <g id="..."> with a name that says what it is, and paint from back to front.`,
    builtIn: true,
  },
  {
    id: 'minimal-program',
    title: 'Minimal program',
    version: 1,
    system: null,
    text: `Draw this with as few SVG elements as still make it clear: {subject}

${CANVAS}
Prefer circle, rect, ellipse, line and polygon to long paths. Use no gradients, filters or comments.
Answer with the SVG program alone.`,
    builtIn: true,
  },
];

export const DEFAULT_TEMPLATE_ID = 'plan-then-draw';
