/** What rows are called: the model, and only as much more as tells them apart. */
import type { SeriesFacts } from './series.ts';

/** @returns one name a series, all different */
export function rowTitles(facts: readonly SeriesFacts[]): string[] {
  let titles = facts.map(({ model }) => model.title);
  for (const more of DETAILS) {
    const repeated = repeatedIn(titles);
    if (repeated.size === 0) break;
    titles = titles.map((title, at) => {
      const alike = titles.flatMap((other, index) =>
        other === title ? [more(facts[index]!)] : [],
      );
      const tells = new Set(alike).size > 1;
      return repeated.has(title) && tells ? `${title}, ${more(facts[at]!)}` : title;
    });
  }
  return numbered(titles);
}

const DETAILS: readonly ((facts: SeriesFacts) => string)[] = [
  ({ model }) => `${model.providerId}/${model.id}`,
  ({ template }) => `${template.id} version ${template.version}`,
  ({ settings }) => `temperature ${settings.temperature ?? 'default'}`,
  ({ settings }) => `reasoning ${settings.reasoningEffort ?? 'default'}`,
  ({ settings }) => `at most ${settings.maxTokens ?? 'default'} tokens`,
  ({ settings: { raiseMaxTokens } }) =>
    raiseMaxTokens === undefined ? 'never raised' : `raised to ${raiseMaxTokens} tokens`,
  ({ runId }) => (runId === null ? 'no run' : `run ${runId.slice(0, 6)}`),
];

function repeatedIn(titles: readonly string[]): Set<string> {
  return new Set(titles.filter((title, at) => titles.indexOf(title) !== at));
}

function numbered(titles: readonly string[]): string[] {
  const repeated = repeatedIn(titles);
  return titles.map((title, at) => {
    if (!repeated.has(title)) return title;
    const place = titles.slice(0, at + 1).filter((other) => other === title).length;
    return `${title} (${place})`;
  });
}
