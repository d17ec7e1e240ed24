/**
 * What chance gives: the bundled answers, drawn by the app's renderer, against captions they were not
 * drawn for; beside it how near they come to their own. The fourth answer to each prompt misses
 * something on purpose, so only the first three count as drawings of their prompt.
 */
import fs from 'node:fs';
import path from 'node:path';

const FAITHFUL = 3;
const BINS = 40;
const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const LIMIT_MS = 10_000;

export async function calibrate(app, tower, { captions, vectors, madeOf }, folder) {
  const pictures = await embeddedAnswers(app, tower, folder);
  const faithful = pictures.filter(({ rank }) => rank < FAITHFUL);
  const known = new Map(captions.map((caption, at) => [caption, vectors[at]]));

  const places = [];
  const text = { own: [], others: [] };
  for (const { prompt, vector, textImage, rank } of pictures) {
    const others = app
      .otherCaptions(prompt, captions)
      .map((each) => app.cosine(textImage, known.get(each)));
    text.others.push(...others);
    if (rank >= FAITHFUL) continue;
    const own = app.cosine(textImage, vector);
    text.own.push(own);
    places.push(app.placeAmong(own, others));
  }
  const likeness = { own: [], others: [] };
  faithful.forEach((one, at) => {
    for (const other of faithful.slice(at + 1)) {
      const kind = one.prompt === other.prompt ? 'own' : 'others';
      likeness[kind].push(app.cosine(one.imageImage, other.imageImage));
    }
  });

  const beaten = mean(places.map(({ higherThan, outOf }) => higherThan / outOf));
  const usual = {
    textImage: spreads(app, text, pictures.length),
    imageImage: spreads(app, likeness, faithful.length),
  };
  const file = {
    made: 'training/publish.mjs: the answers of benchmarks/replay against benchmarks/captions',
    captions: { count: captions.length, madeOf },
    pictures: { all: pictures.length, faithful: faithful.length },
    otherCaptionsBeaten: rounded(beaten),
    textImage: { own: distribution(app, text.own), others: distribution(app, text.others) },
    imageImage: {
      own: distribution(app, likeness.own),
      others: distribution(app, likeness.others),
    },
  };
  const said =
    `${pictures.length} pictures: other captions ${say(usual.textImage.others)}, ` +
    `their own ${say(usual.textImage.own)}; on average higher than ` +
    `${(beaten * captions.length).toFixed(0)} of ${captions.length} other captions.`;
  return { file, usual, said };
}

async function embeddedAnswers(app, tower, folder) {
  await app.initWasm(await app.readResvgBinary());
  const fonts = await app.readFonts();
  const { prompts } = JSON.parse(fs.readFileSync(path.join(folder, 'index.json'), 'utf8'));
  const { sidePx } = tower.card.image.preprocessing;
  const pictures = [];
  for (const { prompt, answers } of prompts) {
    const { vector } = await tower.caption(prompt);
    for (const [rank, { file }] of answers.entries()) {
      const found = app.extractProgram(
        fs.readFileSync(path.join(folder, file), 'utf8'),
        'balanced',
      );
      const program = found.ok ? app.prepareProgram(found.value.source, 'mend').program : found;
      if (!program.ok) continue;
      const size = { kind: 'fit', sidePx };
      const job = { program: program.value, size, background: 'white', limitMs: LIMIT_MS };
      const drawn = app.drawProgram(job, fonts);
      if (!drawn.ok) continue;
      pictures.push({ prompt, rank, vector, ...(await tower.picture(drawn.value)) });
    }
  }
  return pictures;
}

const spreads = (app, { own, others }, pictures) => ({
  own: spread(app, own),
  others: spread(app, others),
  pictures,
});

const spread = (app, cosines) => ({
  low: rounded(app.quantile(cosines, 0.05)),
  median: rounded(app.quantile(cosines, 0.5)),
  high: rounded(app.quantile(cosines, 0.95)),
});

function distribution(app, cosines) {
  const counts = app.histogram(cosines, { low: -1, high: 1, bins: BINS });
  return {
    pairs: cosines.length,
    mean: rounded(mean(cosines)),
    quantiles: Object.fromEntries(
      QUANTILES.map((share) => [share, rounded(app.quantile(cosines, share))]),
    ),
    histogram: { low: -1, high: 1, counts: counts.map(({ count }) => count) },
  };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value) => Number(value.toFixed(4));
const say = ({ low, median, high }) =>
  `${low.toFixed(2)} to ${high.toFixed(2)} (median ${median.toFixed(2)})`;
