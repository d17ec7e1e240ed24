/** A name that would run out of its place in a drawing is cut, and says so. */
export function cut(text: string, characters: number): string {
  const all = [...text];
  const most = Math.max(1, Math.floor(characters));
  return all.length <= most ? text : `${all.slice(0, most - 1).join('')}…`;
}
