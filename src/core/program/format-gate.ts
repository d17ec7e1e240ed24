/** The training format of SGP-RL: think, then answer, and draw without letters. */

const FORBIDDEN = ['</text>', '</tspan>', '</textPath>'];

/** protocol.md, "format gate": both marks in place and no text elements. */
export function isFormatted(response: string): boolean {
  return (
    response.includes('</think> <answer>') &&
    response.endsWith('</answer>') &&
    !FORBIDDEN.some((tag) => response.includes(tag))
  );
}
