/**
 * The gate before the renderer: is it XML, is it SVG, can we afford to draw it. One linear scan
 * decides; nothing here draws, decodes or fetches.
 */
import { formatCount } from '../format-number.ts';
import { failed, success, type LimitKind, type Result, type Span } from '../failure.ts';
import { decideCanvas, type Canvas } from './canvas.ts';
import type { CheckedProgram } from './checked-program.ts';
import { measureCost } from './cost.ts';
import { diagnose, type Diagnosis } from './diagnose.ts';
import { applyEdits, type Edit } from './edits.ts';
import { settleReferences, withoutHref, type ImageBudget } from './embedded-images.ts';
import { expandEntities } from './expand-entities.ts';
import { firstFault } from './well-formed.ts';
import { filterFailure } from './filter-cost.ts';
import { inspectStyleSheets, recordHostileContent } from './hostile-content.ts';
import { LIMITS } from './limits.ts';
import { LineIndex } from './positions.ts';
import { recordMissingGlyphs } from './missing-glyphs.ts';
import { MOST_LISTED, places } from './repair.ts';
import { attribute, parseTree, type XmlElement, type XmlTree } from './tree.ts';
import { WarningTally } from './warnings.ts';

export { isWellFormed } from './well-formed.ts';

/**
 * @param source a candidate, mended or as sent
 * @returns the program as it is drawn: document type resolved, size explicit, nothing in it that
 *   would be fetched. Else a `check` failure: `malformed` with the place of the first fault, or
 *   `too-large` with the limit it went over.
 */
export function checkProgram(source: string): Result<CheckedProgram> {
  const budget = { pixelsLeft: LIMITS.imagePixels, nestingLeft: LIMITS.nestedPrograms };
  return checkWithin(source, budget);
}

export interface Problem {
  span: Span;
  message: string;
}

/** All that is wrong with a program, in order of place, for the editor to underline. */
export function problems(source: string): Problem[] {
  // Too large to look through on every key: only the check's own word.
  const diagnosis = source.length > LIMITS.programBytes ? null : diagnose(source);
  const found = diagnosis === null ? [] : underlined(source, diagnosis);
  if (diagnosis?.hasRoot && found.length > 0) return found;
  const checked = checkProgram(source);
  if (checked.ok) return found;
  const { failure } = checked;
  const place = 'at' in failure ? failure.at : undefined;
  return [...found, { span: place ?? rootSpan(source), message: failure.detail }];
}

const underlined = (source: string, diagnosis: Diagnosis): Problem[] =>
  places(source, diagnosis)
    .slice(0, MOST_LISTED)
    .map(({ at, problem }) => ({ span: at, message: problem }));

const malformed = <T>(detail: string, at?: Span): Result<T> =>
  failed({ stage: 'check', kind: 'malformed', detail, ...(at ? { at } : {}) });

const tooLarge = <T>(limit: LimitKind, detail: string, at?: Span): Result<T> =>
  failed({ stage: 'check', kind: 'too-large', limit, detail, ...(at ? { at } : {}) });

function checkWithin(source: string, budget: ImageBudget): Result<CheckedProgram> {
  const sizeBytes = utf8Length(source);
  if (sizeBytes > LIMITS.programBytes) {
    return tooLarge('bytes', `${sizeBytes} bytes; ${LIMITS.programBytes} are allowed.`);
  }
  const diagnosis = diagnose(source);
  const fault = firstFault(source, diagnosis);
  if (fault) return failed(fault);
  const warnings = new WarningTally();
  const written = withoutDocumentType(source, diagnosis);
  if (!written.ok) return written;
  if (diagnosis.documentType) {
    warnings.add('doctype', 'the document type is read for its entities and not kept');
  }

  const tree = parseTree(written.value);
  const root = tree.root!;
  const large = tooManyElements(tree, source === tree.text);
  if (large) return large;
  const canvas = decideCanvas(
    attribute(tree, root, 'width'),
    attribute(tree, root, 'height'),
    attribute(tree, root, 'viewBox'),
  );
  if (!canvas.ok) return malformed(canvas.failure.detail, rootSpan(source));
  for (const { kind, detail } of canvas.value.warnings) warnings.add(kind, detail);

  const { viewBox } = canvas.value;
  const cost = measureCost(tree);
  const dear =
    cost.failure ??
    filterFailure(tree, Math.max(viewBox.width, viewBox.height)) ??
    inspectStyleSheets(tree, warnings);
  if (dear) return failed(dear);
  for (const element of cost.cyclic) {
    warnings.add('reference-cycle', `<${element.local}> contains itself: drawn without it`);
  }
  recordHostileContent(tree, warnings);
  recordMissingGlyphs(tree, warnings);
  const edits = [
    ...cost.cyclic.flatMap(withoutHref),
    ...settleReferences(tree, budget, warnings, checkNested),
    ...canvasEdits(root, canvas.value),
  ];
  const drawn = applyEdits(tree.text.slice(0, root.end), edits).slice(root.start);
  return success({
    source: drawn,
    sizePx: canvas.value.sizePx,
    viewBox,
    warnings: warnings.list(),
  } as unknown as CheckedProgram);
}

function checkNested(source: string, budget: ImageBudget): Result<CheckedProgram> {
  if (budget.nestingLeft === 0) return tooLarge('image', 'pictures nested too deep');
  budget.nestingLeft--;
  const checked = checkWithin(source, budget);
  budget.nestingLeft++;
  return checked;
}

/** The source with its entities written out and its document type gone; else the source itself. */
function withoutDocumentType(source: string, { documentType }: Diagnosis): Result<string> {
  if (!documentType || documentType.entities.size === 0) return success(source);
  const { root } = parseTree(source);
  const body = source.slice(root!.start);
  const expansion = expandEntities(body, documentType.entities, LIMITS.entityBytes);
  if (expansion.kind === 'cycle') {
    return malformed(`The entity &${expansion.name}; contains itself.`);
  }
  if (expansion.kind === 'too-large') {
    const detail = `Entities grow beyond ${LIMITS.entityBytes / 1024} KiB or 16 levels.`;
    return tooLarge('entity', detail);
  }
  const fault = firstFault(expansion.text, diagnose(expansion.text));
  return fault
    ? malformed(`With its entities written out: ${fault.detail}`)
    : success(expansion.text);
}

function tooManyElements(tree: XmlTree, placed: boolean): Result<never> | null {
  const deep = tree.elements.find(({ depth }) => depth > LIMITS.depth);
  if (deep) {
    const at = placed ? new LineIndex(tree.text).span(deep.start, deep.openEnd) : undefined;
    return tooLarge('depth', `Elements nested more than ${LIMITS.depth} deep.`, at);
  }
  const count = tree.elements.length;
  if (count <= LIMITS.elements) return null;
  const [found, allowed] = [count, LIMITS.elements].map(formatCount);
  return tooLarge('elements', `${found} elements; ${allowed} are allowed.`);
}

function canvasEdits(root: XmlElement, { sizePx, viewBox }: Canvas): Edit[] {
  const old = root.attributes.filter(({ name }) => /^(width|height|viewBox)$/.test(name));
  const { x, y, width, height } = viewBox;
  const text = ` width="${sizePx.width}" height="${sizePx.height}" viewBox="${x} ${y} ${width} ${height}"`;
  const at = root.start + 1 + root.name.length;
  return [...old.map(({ start, end }) => ({ start, end, text: '' })), { start: at, end: at, text }];
}

function rootSpan(source: string): Span {
  const { root } = parseTree(source);
  const lines = new LineIndex(source);
  return root ? lines.span(root.start, root.openEnd) : lines.span(0, Math.min(1, source.length));
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // A surrogate pair is 4 bytes: 2 for each half.
    length += code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 1 : 2;
  }
  return length;
}
