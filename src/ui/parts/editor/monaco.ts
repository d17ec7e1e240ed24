/**
 * Monaco with the parts a program needs, and no more: 0.84 MB gzipped, so this module is only ever
 * imported by `import()`.
 */
import 'monaco-editor/features/codeEditor/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/longLinesHelper/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/readOnlyMessage/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/unicodeHighlighter/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import * as monaco from 'monaco-editor/editor/editor.api.js';
import editorWorkerUrl from 'monaco-editor/editor/editor.worker.js?worker&url';
import { SVG_LANGUAGE, svgConfiguration, svgGrammar } from './svg-language.ts';
import { readTheme, watchTheme } from './theme.ts';

export { monaco };

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** The page's policy wants trusted types: this one vouches for the editor's own worker, no other. */
const workerPolicy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'sgp-editor-worker',
  {
    createScriptURL(url) {
      if (url !== editorWorkerUrl) throw new TypeError('not the worker of the editor');
      return url;
    },
  },
);

// Monaco asks for its worker by this global; it does the search for invisible characters.
self.MonacoEnvironment = {
  getWorker: () =>
    new Worker(workerPolicy?.createScriptURL(editorWorkerUrl) ?? editorWorkerUrl, {
      type: 'module',
    }),
};

monaco.languages.register({ id: SVG_LANGUAGE });
monaco.languages.setLanguageConfiguration(SVG_LANGUAGE, svgConfiguration);
monaco.languages.setMonarchTokensProvider(SVG_LANGUAGE, svgGrammar);

// The page's own: draw.
monaco.editor.addKeybindingRule({
  keybinding: monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter,
  command: null,
});

const applyTheme = () => {
  monaco.editor.defineTheme('sgp', readTheme());
  monaco.editor.setTheme('sgp');
};
applyTheme();
// For the life of the page: the theme belongs to Monaco as a whole, not to one editor.
watchTheme(applyTheme);
// Widths measured before the web font arrived would put the caret beside its letter.
void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
