/** Files that are no table of items, told by their first bytes. */

const SIGNATURES: readonly { bytes: readonly number[]; said: string }[] = [
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    said: 'This is a ZIP archive (or a spreadsheet, which is one). Unpack it, or save the sheet as CSV, and choose the file inside.',
  },
  {
    bytes: [0x1f, 0x8b],
    said: 'This file is compressed with gzip. Unpack it and choose the file inside.',
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    said: 'This file is compressed with Zstandard. Unpack it and choose the file inside.',
  },
  {
    bytes: [0x50, 0x41, 0x52, 0x31],
    said: 'This is a Parquet file. Save it as JSONL or CSV, e.g. with pandas: `df.to_json(path, orient="records", lines=True)`.',
  },
  { bytes: [0x89, 0x50, 0x4e, 0x47], said: 'This is a PNG picture, not a file of items.' },
  { bytes: [0xff, 0xd8, 0xff], said: 'This is a JPEG picture, not a file of items.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], said: 'This is a PDF, not a file of items.' },
  {
    bytes: [...'version https://git-lfs'].map((character) => character.charCodeAt(0)),
    said: 'This is a pointer of Git LFS, not the file itself: fetch it with `git lfs pull`.',
  },
];

/** @returns in a sentence or two what the file is instead and what to do; `null` where it may be text */
export function wrongFile(head: Uint8Array): string | null {
  for (const { bytes, said } of SIGNATURES) {
    if (bytes.every((byte, at) => head[at] === byte)) return said;
  }
  return null;
}

/** @param head the text's first characters */
export function wrongText(head: string): string | null {
  const start = head.trimStart().slice(0, 200).toLowerCase();
  if (/^(<!doctype html|<html)/.test(start))
    return 'This is a web page, not a file of items: save the file that the page shows (often called “raw”).';
  if (/^(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)?<svg/.test(start))
    return 'This is one SVG drawing, not a file of items.';
  if (start.startsWith('<')) return 'This is an XML file. Items are read from JSON, JSONL or CSV.';
  return null;
}
