/**
 * What a caption's ids should be, by the vocabulary alone: written again, so that it can disagree
 * with the tokenizer library. The training's own is training/sgp_training/tokenizer.py.
 */
const [PAD, UNKNOWN, START] = [0, 1, 2];

export function wordPieces(caption, vocabulary, length) {
  const words = caption.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const ids = [START, ...words.flatMap((word) => cut(word, vocabulary))].slice(0, length);
  return [...ids, ...Array(length - ids.length).fill(PAD)];
}

/** The longest piece first; a rest that has none makes the whole word unknown. */
function cut(word, vocabulary) {
  const ids = [];
  for (let from = 0; from < word.length;) {
    let to = word.length;
    const piece = () => (from === 0 ? '' : '##') + word.slice(from, to);
    while (to > from && !Object.hasOwn(vocabulary, piece())) to--;
    if (to === from) return [UNKNOWN];
    ids.push(vocabulary[piece()]);
    from = to;
  }
  return ids;
}
