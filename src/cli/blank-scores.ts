/**
 * What an all-white or all-black picture scores, for benchmarks that count an invalid program as one.
 * Only items with an invalid sample are asked for; the encoders must be on this machine.
 */
import { openNodeShelf } from '../adapters/encoder/node-shelf.node.ts';
import { ResvgRenderer } from '../adapters/renderer/resvg-renderer.ts';
import { formatCount } from '../core/format-number.ts';
import { encoderKey } from '../core/embedding/encoder-card.ts';
import { blankLookup, type BlankItem, type BlankLookup } from '../core/report/blank-scores.ts';
import { isCosine, type Column } from '../core/report/column.ts';
import { measureBlanks, type BlankSubject } from '../core/report/measure-blanks.ts';
import type { RecordFold } from '../core/report/record-fold.ts';
import { SuiteReferences, type ReferencePictures } from '../core/run/suite-references.ts';
import type { Suite } from '../core/suite/suite.ts';
import { openEncoders } from './open-encoders.ts';
import { ProgressDisplay } from './progress-display.ts';
import { plural } from './words.ts';

/** A suite of the records, with its pictures where they are here. */
export interface SuiteWithPictures {
  suite: Suite;
  pictures: ReferencePictures | null;
}

/**
 * Both colours, so that each is among the policies that rankings are tried under. What some items lack
 * is told on standard error.
 * @param suites with the references that pictures are compared with
 * @throws Error that names the encoder that is missing, and how to fetch it
 */
export async function blankScores(
  fold: RecordFold,
  suites: readonly SuiteWithPictures[],
): Promise<BlankLookup> {
  const shelf = openNodeShelf();
  const renderer = new ResvgRenderer(1);
  const encoderIds = encoderIdsOf(fold.columns());
  const subjects = [...invalidItems(fold)].map(subjectsOf(fold, suites, renderer));
  let done = 0;
  const progress = new ProgressDisplay(() => ({
    share: done / Math.max(1, encoderIds.length * subjects.length),
    words: [`a blank picture's scores for ${plural(subjects.length, 'item')}`],
  }));
  try {
    const measured = [];
    for (const encoderId of encoderIds) {
      const [id, precision] = [encoderId.split('@')[0]!, encoderId.split('/').at(-1)!];
      const [encoder] = await openEncoders(shelf, [`${id}/${precision}`]);
      if (encoderKey(encoder!.card, encoder!.precision) !== encoderId)
        throw new Error(`The records were scored with ${encoderId}, which is not the one here.`);
      const made = await measureBlanks(encoder!, subjects, null, () => done++, NEVER);
      if (!made.ok) throw new Error(made.failure.detail);
      measured.push(...made.value.scores);
      for (const [detail, items] of made.value.faults)
        progress.say(
          items === 1 ? detail : `${detail} The same holds for ${formatCount(items - 1)} more.`,
        );
    }
    return blankLookup(measured);
  } finally {
    progress.end();
    renderer.dispose();
    shelf.dispose();
  }
}

const NEVER = new AbortController().signal;

const encoderIdsOf = (columns: readonly Column[]): string[] => [
  ...new Set(columns.filter(isCosine).map(({ encoderId }) => encoderId!)),
];

function subjectsOf(
  fold: RecordFold,
  suites: readonly SuiteWithPictures[],
  renderer: ResvgRenderer,
): (item: BlankItem) => BlankSubject {
  const known = new Map(
    suites.map(({ suite, pictures }) => [
      suite.sha256,
      { suite, references: new SuiteReferences(renderer, pictures) },
    ]),
  );
  return ({ suiteSha256, itemId }) => {
    const { suite, references } = known.get(suiteSha256 ?? '') ?? {};
    const item = suite?.items.get(itemId);
    return {
      suiteSha256,
      itemId,
      prompt: fold.promptOf(suiteSha256, itemId),
      reference: () => (item === undefined ? Promise.resolve(null) : references!.of(item)),
    };
  };
}

function* invalidItems(fold: RecordFold): Generator<BlankItem> {
  const seen = new Set<string>();
  for (const { samples } of fold.series())
    for (const { fate, suiteSha256, itemId, mended } of samples) {
      // Under the strict rule a mended program counts as invalid, too.
      if (fate === 'unscored' || (fate === 'drawn' && !mended)) continue;
      const key = JSON.stringify([suiteSha256, itemId]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { suiteSha256, itemId };
    }
}
