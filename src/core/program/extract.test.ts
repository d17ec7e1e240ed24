/** Rows A1 to A37 of the fault table, and what holds for every response. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExtractionFlag, ExtractionRule } from './candidate.ts';
import { EXTRACTION_RULES } from './candidate.ts';
import { checkProgram } from './check.ts';
import { extractProgram } from './extract.ts';
import { repairProgram } from './repair.ts';

const source = (response: string | null, rule: ExtractionRule) => {
  const result = extractProgram(response, rule);
  return result.ok ? result.value.source : null;
};
const flags = (response: string): ExtractionFlag[] => {
  const result = extractProgram(response, 'balanced');
  return result.ok ? result.value.flags : [];
};
const kind = (response: string | null, rule: ExtractionRule = 'balanced') => {
  const result = extractProgram(response, rule);
  return result.ok || result.failure.stage !== 'extract' ? 'found' : result.failure.kind;
};

const A = '<svg a="1"><rect/></svg>';
const B = '<svg b="2"><circle/></svg>';
const BARE = '<svg><path/></svg>';

interface Row {
  row: string;
  what: string;
  response: string;
  /** `null`: no program. */
  balanced: string | null;
  sgpGen: string | null;
  sgpCompbench: string | null;
  flags?: ExtractionFlag[];
}

const same = (program: string | null) => ({
  balanced: program,
  sgpGen: program,
  sgpCompbench: program,
});

const ROWS: Row[] = [
  { row: 'A1', what: 'no svg at all', response: 'I drew a cat.', ...same(null) },
  { row: 'A2', what: 'an empty string', response: '', ...same(null) },
  { row: 'A4', what: 'a bare svg', response: BARE, ...same(BARE) },
  {
    row: 'A5',
    what: 'a new line after <svg',
    response: '<svg\n width="1"><rect/></svg>',
    ...same('<svg\n width="1"><rect/></svg>'),
  },
  {
    row: 'A6',
    what: 'two complete programs',
    response: `${A} then ${B}`,
    balanced: B,
    sgpGen: B,
    sgpCompbench: A,
  },
  {
    row: 'A7',
    what: 'a bare one, then one with attributes',
    response: `${BARE}${A}`,
    balanced: A,
    sgpGen: A,
    sgpCompbench: BARE,
  },
  {
    row: 'A8',
    what: 'one with attributes, then a bare one',
    response: `${A}${BARE}`,
    balanced: BARE,
    sgpGen: A,
    sgpCompbench: A,
  },
  { row: 'A9', what: 'a fence', response: `\`\`\`svg\n${A}\n\`\`\``, ...same(A) },
  {
    row: 'A9',
    what: 'a fence of xml',
    response: `Here:\n\`\`\`xml\n${A}\n\`\`\`\nBye`,
    ...same(A),
  },
  { row: 'A9', what: 'a fence of no language', response: `\`\`\`\n${A}\n\`\`\``, ...same(A) },
  {
    row: 'A10',
    what: 'a truncated program',
    response: 'Here: <svg a="1"><rect/><path d="M0',
    balanced: '<svg a="1"><rect/><path d="M0',
    sgpGen: '<svg a="1"><rect/><path d="M0',
    sgpCompbench: null,
    flags: ['truncated'],
  },
  {
    row: 'A11',
    what: 'complete, then truncated',
    response: `${A} and <svg b="2"><rect/>`,
    ...same(A),
  },
  {
    row: 'A12',
    what: 'truncated, then complete',
    response: `<svg x="9"><g> oops ${A}`,
    balanced: A,
    sgpGen: `<svg x="9"><g> oops ${A}`,
    sgpCompbench: `<svg x="9"><g> oops ${A}`,
  },
  {
    row: 'A12',
    what: 'cut inside a tag, then complete',
    response: `<svg x="9"><rect width="1 ${A}`,
    balanced: A,
    sgpGen: `<svg x="9"><rect width="1 ${A}`,
    sgpCompbench: `<svg x="9"><rect width="1 ${A}`,
  },
  {
    row: 'A13',
    what: 'svg within svg',
    response: '<svg a="1"><svg b="2"><rect/></svg><g/></svg>',
    balanced: '<svg a="1"><svg b="2"><rect/></svg><g/></svg>',
    sgpGen: '<svg a="1"><svg b="2"><rect/></svg>',
    sgpCompbench: '<svg a="1"><svg b="2"><rect/></svg>',
  },
  {
    row: 'A14',
    what: 'a bare outer, an inner with attributes',
    response: '<svg><svg b="2"><rect/></svg><g/></svg>',
    balanced: '<svg><svg b="2"><rect/></svg><g/></svg>',
    sgpGen: '<svg b="2"><rect/></svg>',
    sgpCompbench: '<svg><svg b="2"><rect/></svg>',
  },
  {
    row: 'A15',
    what: 'a draft in the thinking, then the answer',
    response: `<think>maybe ${A}</think>${B}`,
    balanced: B,
    sgpGen: B,
    sgpCompbench: A,
  },
  {
    row: 'A16',
    what: 'thinking that never ends',
    response: `<think>maybe ${A}`,
    balanced: null,
    sgpGen: A,
    sgpCompbench: A,
  },
  {
    row: 'A17',
    what: 'capital letters',
    response: '<SVG a="1"><rect/></SVG>',
    balanced: '<SVG a="1"><rect/></SVG>',
    sgpGen: null,
    sgpCompbench: null,
    flags: ['wrong-case'],
  },
  {
    row: 'A18',
    what: 'an end tag in capital letters',
    response: '<svg a="1"><rect/></SVG>',
    balanced: '<svg a="1"><rect/></SVG>',
    sgpGen: '<svg a="1"><rect/></SVG>',
    sgpCompbench: null,
    flags: ['truncated', 'wrong-case'],
  },
  {
    row: 'A19',
    what: 'the end tag mentioned first',
    response: `Use \`</svg>\` to end. ${A}`,
    balanced: A,
    sgpGen: A,
    sgpCompbench: '',
  },
  {
    row: 'A20',
    what: 'both tags mentioned first',
    response: `Start with \`<svg\` and end with \`</svg>\`. ${A}`,
    balanced: A,
    sgpGen: A,
    sgpCompbench: '<svg` and end with `</svg>',
  },
  {
    row: 'A20',
    what: 'both tags mentioned, without quotes',
    response: `Start with <svg and end with </svg>. ${A}`,
    balanced: A,
    sgpGen: A,
    sgpCompbench: '<svg and end with </svg>',
  },
  {
    row: 'A21',
    what: 'a self-closed svg',
    response: '<svg w="1"/> nothing more',
    balanced: '<svg w="1"/>',
    sgpGen: '<svg w="1"/> nothing more',
    sgpCompbench: null,
  },
  {
    row: 'A22',
    what: 'a self-closed one, then a full one',
    response: `<svg w="1"/> or ${A}`,
    balanced: A,
    sgpGen: `<svg w="1"/> or ${A}`,
    sgpCompbench: `<svg w="1"/> or ${A}`,
  },
  {
    row: 'A23',
    what: 'HTML escapes',
    response: '&lt;svg a=&quot;1&quot;&gt;&lt;text&gt;a &amp;amp; b&lt;/text&gt;&lt;/svg&gt;',
    balanced: '<svg a="1"><text>a &amp; b</text></svg>',
    sgpGen: null,
    sgpCompbench: null,
    flags: ['html-unescaped'],
  },
  {
    row: 'A24',
    what: 'a JSON string',
    response: JSON.stringify({ thought: 'x', svg: '<svg a="1">\n<rect/></svg>' }),
    balanced: '<svg a="1">\n<rect/></svg>',
    sgpGen: '<svg a=\\"1\\">\\n<rect/></svg>',
    sgpCompbench: '<svg a=\\"1\\">\\n<rect/></svg>',
    flags: ['json-unescaped'],
  },
  {
    row: 'A25',
    what: 'an end tag in a comment and in CDATA',
    response: '<svg a="1"><!-- </svg> --><style><![CDATA[</svg>]]></style><rect/></svg>',
    balanced: '<svg a="1"><!-- </svg> --><style><![CDATA[</svg>]]></style><rect/></svg>',
    sgpGen: '<svg a="1"><!-- </svg>',
    sgpCompbench: '<svg a="1"><!-- </svg>',
  },
  {
    row: 'A26',
    what: 'a prefixed root',
    response: '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:g/></svg:svg> done',
    balanced: '<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:g/></svg:svg>',
    sgpGen: '<svg:g/></svg:svg> done',
    sgpCompbench: null,
  },
  {
    row: 'A27',
    what: 'a space in the end tag',
    response: '<svg a="1"><rect/></svg > done',
    balanced: '<svg a="1"><rect/></svg >',
    sgpGen: '<svg a="1"><rect/></svg > done',
    sgpCompbench: null,
  },
  {
    row: 'A28',
    what: 'a declaration and a document type before it',
    response: `<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY x "y">]>\n${A}`,
    ...same(A),
  },
  { row: 'A29', what: 'a byte order mark', response: `\ufeff${A}`, ...same(A) },
  {
    row: 'A29',
    what: 'CR LF, U+2028 and NUL inside',
    response: '<svg a="1">\r\n\u2028\u0000</svg>',
    ...same('<svg a="1">\r\n\u2028\u0000</svg>'),
  },
  {
    row: 'A33',
    what: 'only a data: URL',
    response: '![x](data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=)',
    ...same(null),
  },
  { row: 'A35', what: 'a refusal', response: 'I cannot help with that.', ...same(null) },
  {
    row: 'A36',
    what: 'emoji',
    response: '<svg a="😀"/>😀',
    balanced: '<svg a="😀"/>',
    sgpGen: '<svg a="😀"/>😀',
    sgpCompbench: null,
  },
  {
    row: 'A37',
    what: 'a longer tag name first',
    response: `<svgfoo> ${A}`,
    balanced: A,
    sgpGen: A,
    sgpCompbench: `<svgfoo> ${A}`,
  },
];

describe.each(ROWS)('$row: $what', (row) => {
  it('balanced', () => {
    expect(source(row.response, 'balanced')).toBe(row.balanced);
    if (row.balanced !== null) expect(flags(row.response)).toEqual(row.flags ?? []);
  });
  it('sgp-gen', () => expect(source(row.response, 'sgp-gen')).toBe(row.sgpGen));
  it('sgp-compbench', () => expect(source(row.response, 'sgp-compbench')).toBe(row.sgpCompbench));
});

describe('the rows that need more than a look at the text', () => {
  it('A3: no content at all is no program, and nothing throws', () => {
    for (const rule of EXTRACTION_RULES) expect(kind(null, rule)).toBe('no-program');
  });

  it('A4: the missing xmlns is added before drawing, and recorded', () => {
    expect(repairProgram(BARE).mends.map((mend) => mend.kind)).toEqual(['xmlns']);
  });

  it('A6: the other programs are offered', () => {
    const result = extractProgram(`${A} ${B} ${BARE}`, 'balanced');
    expect(result.ok && result.value.alternatives.map((other) => other.source)).toEqual([A, B]);
  });

  it('A10: sgp-compbench says that the end is missing', () => {
    expect(kind('<svg a="1"><rect/>', 'sgp-compbench')).toBe('unclosed');
  });

  it('A10: a fence or an answer tag after the cut is not the program', () => {
    expect(source('```svg\n<svg a="1"><rect/>\n```\nSorry', 'balanced')).toBe('<svg a="1"><rect/>');
    expect(source('<answer><svg a="1"><g></answer>', 'balanced')).toBe('<svg a="1"><g>');
  });

  it('A10: of two truncated drafts in two fences the later one counts', () => {
    const response = '```svg\n<svg a="1"><rect/>\n```\nAgain:\n```svg\n<svg b="2"><g>';
    expect(source(response, 'balanced')).toBe('<svg b="2"><g>');
  });

  it('A15: a closing think tag without its opening makes all before it thinking', () => {
    expect(source(`draft ${A}</think>${B}`, 'balanced')).toBe(B);
  });

  it('A16: the draft can be viewed: the failure says where it stands', () => {
    const response = `<think>maybe ${A}`;
    const result = extractProgram(response, 'balanced');
    const at = !result.ok && 'at' in result.failure ? result.failure.at : undefined;
    expect(response.slice(at?.start, at?.end)).toBe(A);
    const official = extractProgram(response, 'sgp-gen');
    expect(official.ok && official.value.flags).toEqual(['reasoning-unclosed']);
  });

  it('A17: the check names the case, and the repair puts it right', () => {
    const checked = checkProgram('<SVG/>');
    expect(!checked.ok && checked.failure.detail).toMatch(/case-sensitive/);
    expect(repairProgram('<SVG/>').mends.map((mend) => mend.kind)).toContain('root-case');
  });

  it('A19: the empty program that sgp-compbench calls a success is malformed', () => {
    const result = extractProgram(`\`</svg>\` ${A}`, 'sgp-compbench');
    const checked = result.ok ? checkProgram(result.value.source) : null;
    expect(checked).toMatchObject({ ok: false, failure: { stage: 'check', kind: 'malformed' } });
  });

  it('A28: the document type stays where the program uses its entities', () => {
    const whole = '<!DOCTYPE svg [<!ENTITY c "red">]>\n<svg a="1"><rect fill="&c;"/></svg>';
    expect(source(`Here: ${whole}`, 'balanced')).toBe(whole);
  });

  it('A29: NUL makes a program malformed', () => {
    const checked = checkProgram('<svg xmlns="http://www.w3.org/2000/svg">\u0000</svg>');
    expect(!checked.ok && checked.failure).toMatchObject({ kind: 'malformed', at: { column: 41 } });
  });

  it('A30: an undecodable byte arrives as U+FFFD and is kept', () => {
    const program = '<svg a="1"><text>\ufffd</text></svg>';
    expect(source(program, 'balanced')).toBe(program);
  });

  it('A34: text parts joined in order are one response', () => {
    expect(source(['<svg a="1">', '<rect/>', '</svg>'].join(''), 'balanced')).toBe(A);
  });
});

/** Counts how many characters a rule looks at, by watching what it asks of the text. */
function charactersRead(text: string, rule: ExtractionRule): number {
  let read = 0;
  const { charCodeAt, indexOf } = String.prototype;
  String.prototype.charCodeAt = function (at: number) {
    read++;
    return charCodeAt.call(this, at);
  };
  String.prototype.indexOf = function (search: string, from = 0) {
    const found = indexOf.call(this, search, from);
    read += (found === -1 ? this.length : found) - from;
    return found;
  };
  try {
    extractProgram(text, rule);
  } finally {
    String.prototype.charCodeAt = charCodeAt;
    String.prototype.indexOf = indexOf;
  }
  return read;
}

describe('linear work (A31, A32)', () => {
  it.each([
    ['openings without an end', '<svg '],
    ['bare openings', '<svg>'],
    ['comments that never close', '<svg a><!-- '],
    ['CDATA that never closes', '<![CDATA['],
    ['instructions that never close', '<? '],
    ['document types that never close', '<!DOCTYPE '],
    ['quotes that never close', '<svg a="'],
    ['end tags', '</svg>'],
    ['self-closed programs', '<svg/>'],
    ['attributes', ' a="1"'],
    ['fences in truncated programs', '<svg a>```'],
    ['thinking', '<think><svg a></svg></think>'],
  ])('%s: twice the text is at most about twice the reading', (_, piece) => {
    for (const rule of EXTRACTION_RULES) {
      const once = charactersRead(`<svg ${piece.repeat(2_000)}`, rule);
      const twice = charactersRead(`<svg ${piece.repeat(4_000)}`, rule);
      expect(twice).toBeLessThan(2.2 * once + 1_000);
    }
  });

  it('A32: 100,000 openings are one truncated program', () => {
    expect(flags('<svg '.repeat(100_000))).toEqual(['truncated']);
  });
});

describe('every response', () => {
  const piece = fc.constantFrom(
    ...['<svg ', '<svg>', '</svg>', '<svg a="1">', '<!--', '-->', '<think>', '</think>', '```'],
    ...['<![CDATA[', ']]>', '"', "'", '<', '>', '{"a":"', '"}', '&lt;svg&gt;', '\ud83d', 'é', '\n'],
    ...['<rect/>', '</SVG>', '<SVG>', '<svg:svg>', '</svg:svg>', '<answer>', '</answer>', ' '],
  );
  const response = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  );

  it('gives a candidate or a failure, and never throws', () => {
    fc.assert(
      fc.property(response, fc.constantFrom(...EXTRACTION_RULES), (text, rule) => {
        const result = extractProgram(text, rule);
        if (!result.ok) expect(result.failure.detail).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a part of itself, unless it had to be unescaped', () => {
    fc.assert(
      fc.property(response, fc.constantFrom(...EXTRACTION_RULES), (text, rule) => {
        const result = extractProgram(text, rule);
        if (!result.ok) return;
        const { span, source: program, flags: marks } = result.value;
        if (span) expect(text.slice(span.start, span.end)).toBe(program);
        else expect(marks.some((flag) => flag.endsWith('-unescaped'))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back a program that was wrapped in prose or a fence', () => {
    const prose = fc.stringMatching(/^[A-Za-z0-9 .,:!?\n]{0,40}$/);
    const child = fc.constantFrom(
      '<rect/>',
      '<g><path d="M0 0"/></g>',
      '<!-- </svg> -->',
      'text',
      '<svg/>',
    );
    fc.assert(
      fc.property(prose, prose, fc.array(child), fc.boolean(), (before, after, children, fence) => {
        const program = `<svg a="1">${children.join('')}</svg>`;
        const wrapped = fence ? `\`\`\`svg\n${program}\n\`\`\`` : program;
        expect(source(`${before}${wrapped}${after}`, 'balanced')).toBe(program);
      }),
    );
  });

  it('finds a complete program again in itself', () => {
    fc.assert(
      fc.property(response, (text) => {
        const result = extractProgram(text, 'balanced');
        if (!result.ok || result.value.flags.includes('truncated')) return;
        const found = result.value.source;
        // Marks of thinking inside a program would mean something else on their own.
        if (!/<\/?(think|answer)>/.test(found)) expect(source(found, 'balanced')).toBe(found);
      }),
      { numRuns: 2000 },
    );
  });
});
