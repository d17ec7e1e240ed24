/** A reference out of what a person dropped or pasted: a picture file, an SVG file, or SVG text. */
export function referenceIn(data: DataTransfer | null): File | null {
  if (!data) return null;
  for (const file of data.files) {
    if (file.type.startsWith('image/') || /\.svg$/i.test(file.name)) return file;
  }
  const text = data.getData('text/plain');
  if (!/<svg[\s>]/i.test(text)) return null;
  return new File([text], 'pasted.svg', { type: 'image/svg+xml' });
}
