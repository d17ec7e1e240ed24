/** The bundled captions embedded, so that the app can say at once what chance gives. */
import fs from 'node:fs';

export async function embeddedCaptions(app, tower, file) {
  const { captions } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const vectors = [];
  for (const caption of captions) {
    tower.ids(caption); // throws where it is read otherwise than the vocabulary says
    const { vector, truncated } = await tower.caption(caption);
    if (truncated) throw new Error(`“${caption}” is longer than the encoder reads`);
    vectors.push(vector);
  }
  const { dimension } = tower.card;
  const bytes = Buffer.alloc(vectors.length * dimension * 4);
  vectors.forEach((vector, row) =>
    vector.forEach((value, at) => bytes.writeFloatLE(value, (row * dimension + at) * 4)),
  );
  return { captions, vectors, bytes, madeOf: await app.captionsDigest(captions) };
}
