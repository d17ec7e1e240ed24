/**
 * Colours for SVG programs. Monaco's own XML grammar ends a string at the end of its line, and path
 * data often runs over several: hence this one.
 */
import type { languages } from 'monaco-editor/editor/editor.api.js';

export const SVG_LANGUAGE = 'sgp-svg';

export const svgConfiguration: languages.LanguageConfiguration = {
  comments: { blockComment: ['<!--', '-->'] },
  brackets: [['<', '>']],
  // Else every `<` of a program that is still streaming in is red until its `>` arrives.
  colorizedBracketPairs: [],
  autoClosingPairs: [
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
  surroundingPairs: [
    { open: '<', close: '>' },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
  // A hyphen belongs to a name: double click takes the whole of `stroke-width`.
  wordPattern: /-?\d*\.?\d+|[\w:.-]+/,
  onEnterRules: [
    // `indentAction` 2 is IndentOutdent, 1 is Indent: an enum whose module would be loaded for it.
    {
      beforeText: /<[\w:.-]+(?:[^<>/"']|"[^"]*"|'[^']*'|\/(?!>))*>$/,
      afterText: /^<\/[\w:.-]+\s*>$/,
      action: { indentAction: 2 },
    },
    {
      beforeText: /<[\w:.-]+(?:[^<>/"']|"[^"]*"|'[^']*'|\/(?!>))*>$/,
      action: { indentAction: 1 },
    },
  ],
};

export const svgGrammar: languages.IMonarchLanguage = {
  defaultToken: '',
  tokenPostfix: '.svg',
  name: /[\w:.-]+/,
  tokenizer: {
    root: [
      [/[^<&]+/, ''],
      [/<!--/, 'comment', '@comment'],
      [/<!\[CDATA\[/, 'delimiter', '@cdata'],
      [/(<[?!])(@name)/, ['delimiter', { token: 'metatag', next: '@tag' }]],
      [/(<\/?)(@name)/, ['delimiter', { token: 'tag', next: '@tag' }]],
      [/&#?\w+;/, 'constant.character'],
      [/[<&]/, ''],
    ],
    tag: [
      [/\s+/, ''],
      // A tag that was never closed ends where the next one begins.
      [/(?=<)/, '', '@pop'],
      [/[/?]?>/, 'delimiter', '@pop'],
      [/"/, 'string', '@double'],
      [/'/, 'string', '@single'],
      [/@name/, 'attribute.name'],
      [/[=/?[\]]/, 'delimiter'],
      [/./, ''],
    ],
    double: [
      [/[^"<]+/, 'string'],
      [/"/, 'string', '@pop'],
      [/(?=<)/, '', '@pop'],
    ],
    single: [
      [/[^'<]+/, 'string'],
      [/'/, 'string', '@pop'],
      [/(?=<)/, '', '@pop'],
    ],
    comment: [
      [/-->/, 'comment', '@pop'],
      [/[^-]+/, 'comment'],
      [/-/, 'comment'],
    ],
    cdata: [
      [/\]\]>/, 'delimiter', '@pop'],
      [/[^\]]+/, ''],
      [/\]/, ''],
    ],
  },
};
