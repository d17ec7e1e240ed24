import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { hostileCases } from '../../../tests/fixtures/hostile/hostile.ts';
import { checkProgram } from './check.ts';
import { safeSvg } from './safe-export.ts';

const NS = 'xmlns="http://www.w3.org/2000/svg"';

describe('safeSvg', () => {
  it.each([
    ['script', `<svg ${NS}><script>1</script><g/></svg>`, `<svg ${NS}><g/></svg>`],
    [
      'scripts of other namespaces',
      `<svg ${NS} xmlns:h="http://www.w3.org/1999/xhtml"><h:script>1</h:script></svg>`,
      `<svg ${NS} xmlns:h="http://www.w3.org/1999/xhtml"></svg>`,
    ],
    ['handlers', `<svg ${NS}><g onclick="1" ONLOAD="1"/></svg>`, `<svg ${NS}><g  /></svg>`],
    ['foreignObject', `<svg ${NS}><foreignObject><g/></foreignObject></svg>`, `<svg ${NS}></svg>`],
    ['links', `<svg ${NS}><a href=" javascript:1"><g/></a></svg>`, `<svg ${NS}><a ><g/></a></svg>`],
    ['escaped links', `<svg ${NS}><a href="java&#115;cript:1"/></svg>`, `<svg ${NS}><a /></svg>`],
    [
      'animated links',
      `<svg ${NS}><a><set attributeName="xlink:href" to="x"/></a></svg>`,
      `<svg ${NS}><a></a></svg>`,
    ],
    [
      'remote paint',
      `<svg ${NS}><g fill="url(http://x/y#z)" style="mask:\\75rl(//x)"/></svg>`,
      `<svg ${NS}><g  /></svg>`,
    ],
    ['importing sheets', `<svg ${NS}><style>@import "x"</style></svg>`, `<svg ${NS}></svg>`],
    [
      'instructions',
      `<?xml-stylesheet href="x"?><svg ${NS}><?a b?><g/></svg>`,
      `<svg ${NS}><g/></svg>`,
    ],
  ])('removes %s', (_, source, safe) => expect(safeSvg(source)).toBe(safe));

  it('keeps what only draws', () => {
    const gif = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    const source = `<svg ${NS}><style>.a{fill:url(#g)}</style><a href="#x"><image href="${gif}"/></a><animate attributeName="x"/><use href="#x"/></svg>`;
    expect(safeSvg(source)).toBe(source);
  });

  it('leaves nothing that acts in any hostile program, and what it leaves is well-formed', () => {
    for (const { name, source } of hostileCases()) {
      if (source.length > 300_000) continue;
      const safe = safeSvg(source);
      expect(safe, name).not.toMatch(
        /<script|javascript:|\son\w+=|canary|foreignObject|file:|<!(?!--)|<\?/i,
      );
      const checked = checkProgram(safe);
      if (checked.ok) expect(() => new Resvg(checked.value.source), name).not.toThrow();
    }
  });
});
