/** Monaco's colours, read from the design tokens so that both themes have one source. */
import type { editor } from 'monaco-editor/editor/editor.api.js';

/** A token's colour as Monaco wants it: `#rrggbb`, or `#rrggbbaa` where it is translucent. */
function resolveToken(probe: HTMLElement, name: string): string {
  probe.style.color = '';
  probe.style.color = `var(${name})`;
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [];
  const hex = (value: number) => Math.round(value).toString(16).padStart(2, '0');
  const alpha = parts[3] === undefined ? '' : hex(Number(parts[3]) * 255);
  return (
    '#' +
    parts
      .slice(0, 3)
      .map((part) => hex(Number(part)))
      .join('') +
    alpha
  );
}

/** Reads the tokens in force now; call again when the theme changes. */
export function readTheme(): editor.IStandaloneThemeData {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Monaco opts out of forced colours: forced ones would read as ink on ink.
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const token = (name: string) => resolveToken(probe, name);
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark');
  const plate = token('--plate');
  const ink = token('--ink');
  const line = token('--line');
  const accent = token('--accent');
  const wash = token('--accent-wash');
  const raised = token('--raised');
  const theme: editor.IStandaloneThemeData = {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: ink.slice(1) },
      { token: 'tag', foreground: token('--code-tag').slice(1) },
      { token: 'metatag', foreground: token('--code-tag').slice(1) },
      { token: 'attribute.name', foreground: token('--code-attr').slice(1) },
      { token: 'string', foreground: token('--code-string').slice(1) },
      { token: 'constant.character', foreground: token('--code-number').slice(1) },
      { token: 'comment', foreground: token('--code-comment').slice(1), fontStyle: 'italic' },
      { token: 'delimiter', foreground: token('--ink-3').slice(1) },
    ],
    colors: {
      'editor.background': plate,
      'editor.foreground': ink,
      'editorLineNumber.foreground': token('--ink-3'),
      'editorLineNumber.activeForeground': token('--ink-2'),
      'editorCursor.foreground': accent,
      'editor.selectionBackground': wash,
      'editor.inactiveSelectionBackground': wash,
      'editor.findMatchBackground': token('--marker'),
      'editor.findMatchHighlightBackground': token('--marker-wash'),
      'editorBracketMatch.background': wash,
      'editorBracketMatch.border': accent,
      'editorError.foreground': token('--malformed'),
      'editorWarning.foreground': token('--truncated'),
      'editorIndentGuide.background1': line,
      'editorWidget.background': raised,
      'editorWidget.border': line,
      'editorHoverWidget.background': raised,
      'editorHoverWidget.border': line,
      'editorHoverWidget.foreground': ink,
      'editorGutter.foldingControlForeground': token('--ink-3'),
      'input.background': plate,
      'input.foreground': ink,
      'input.border': token('--line-strong'),
      focusBorder: accent,
      'scrollbarSlider.background': token('--line-strong') + '55',
      'scrollbarSlider.hoverBackground': token('--line-strong') + '88',
      'scrollbarSlider.activeBackground': token('--line-strong') + 'aa',
      'scrollbar.shadow': '#00000000',
      'widget.shadow': '#00000022',
    },
  };
  probe.remove();
  return theme;
}

/** Calls back on each change of theme; the page sets `data-theme`, from the system or by choice. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme'],
  });
  return () => observer.disconnect();
}
