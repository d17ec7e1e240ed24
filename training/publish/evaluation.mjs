/** The table of `eval.table` as it ships: rows without a trial left out, encoders by their names. */

/** @throws where the app could not read it */
export function shippedEvaluation(app, text, encoder) {
  // Python writes NaN for a share of no trials, which is no JSON.
  const { version, encoders, bars } = JSON.parse(text.replaceAll(/\bNaN\b/g, 'null'));
  const named = Object.entries(encoders).map(([name, rows]) => [
    name.includes('bag of words') ? `${encoder}, bag of words` : encoder,
    Object.fromEntries(Object.entries(rows).filter(([, { trials }]) => trials > 0)),
  ]);
  const shipped = JSON.stringify({ version, encoders: Object.fromEntries(named), bars }) + '\n';
  const read = app.readEvaluation(shipped);
  if (!read.ok) throw new Error(read.failure.detail);
  const unknown = Object.keys(bars).filter(
    (row) => !read.value.rows.some(({ name }) => name === row),
  );
  if (unknown.length > 0) console.error(`Bars without a row: ${unknown.join('; ')}`);
  return shipped;
}
