/** How a subject becomes the words sent to a model. A record keeps the exact template it used. */

export interface CanvasOptions {
  /** 16..4096 each */
  widthPx: number;
  heightPx: number;
  /** CSS colours the program is asked to keep to; empty: free. */
  palette: string[];
  noText: boolean;
}

export const DEFAULT_CANVAS: CanvasOptions = {
  widthPx: 512,
  heightPx: 512,
  palette: [],
  noText: false,
};

/**
 * `text` is what is sent, with the variables of `VARIABLES` in braces. A line in which every
 * variable is empty is dropped, so that options left alone leave no trace in the prompt.
 */
export interface PromptTemplate {
  id: string;
  title: string;
  /** Raised by every saved edit. */
  version: number;
  system: string | null;
  text: string;
  builtIn: boolean;
}

export const VARIABLES = ['subject', 'width', 'height', 'palette', 'no_text'] as const;
export type Variable = (typeof VARIABLES)[number];

export interface FilledPrompt {
  system: string | null;
  user: string;
}

const VARIABLE_IN_BRACES = /\{([a-z_]+)\}/g;

/** Variables in braces that `fillTemplate` does not know, in order of appearance. */
export function unknownVariables(template: PromptTemplate): string[] {
  const names = [...`${template.system ?? ''}\n${template.text}`.matchAll(VARIABLE_IN_BRACES)];
  const unknown = names.map(([, name]) => name!).filter((name) => !isVariable(name));
  return [...new Set(unknown)];
}

/**
 * Puts the subject and the options into the template. The subject is inserted as it is: braces in
 * it are not read again.
 */
export function fillTemplate(
  template: PromptTemplate,
  subject: string,
  canvas: CanvasOptions,
): FilledPrompt {
  const values: Record<Variable, string> = {
    subject: subject.trim(),
    width: String(canvas.widthPx),
    height: String(canvas.heightPx),
    palette: canvas.palette.join(', '),
    no_text: canvas.noText ? 'Draw no letters, words or numbers: no text elements.' : '',
  };
  const user = fillLines(template.text, values);
  return { system: template.system === null ? null : fillLines(template.system, values), user };
}

function fillLines(text: string, values: Record<Variable, string>): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const used = [...line.matchAll(VARIABLE_IN_BRACES)]
        .map(([, name]) => name!)
        .filter(isVariable);
      const allEmpty = used.length > 0 && used.every((name) => values[name] === '');
      if (allEmpty) return [];
      return [
        line.replace(VARIABLE_IN_BRACES, (whole, name: string) =>
          isVariable(name) ? values[name] : whole,
        ),
      ];
    })
    .join('\n')
    .trim();
}

const isVariable = (name: string): name is Variable =>
  (VARIABLES as readonly string[]).includes(name);
