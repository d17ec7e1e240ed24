/** The walls between the folders hold: each is tried once with an import that must not pass. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint({ cwd: new URL('..', import.meta.url).pathname });

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId }) => ruleId ?? 'unparsed');
}

describe('who may import whom', () => {
  test.each([
    ['core', 'adapters', 'src/core/x.ts', "import '../adapters/store/history.ts';"],
    ['core', 'a host package', 'src/core/x.ts', "import 'onnxruntime-web';"],
    ['core', 'node', 'src/core/x.ts', "import 'node:fs';"],
    ['adapters', 'ui', 'src/adapters/store/x.ts', "import '../../ui/state/route.svelte.ts';"],
    ['workers', 'ui', 'src/workers/x.ts', "import '../ui/state/latest.ts';"],
    ['ui', 'adapters', 'src/ui/state/x.ts', "import '../../adapters/store/history.ts';"],
    ['ui', 'a technology', 'src/ui/state/x.ts', "import 'idb';"],
    [
      'ui components',
      'adapters',
      'src/ui/shell/X.svelte',
      '<script lang="ts">import "../../adapters/store/history.ts";</script>',
    ],
  ])('%s may not import %s', async (_from, _to, file, code) => {
    expect(await complaints(file, code)).toContain('no-restricted-imports');
  });

  test('an import that goes the right way passes', async () => {
    expect(await complaints('src/adapters/store/x.ts', "import '../../core/failure.ts';")).toEqual(
      [],
    );
  });

  test('F9: markup from a string is refused in components', async () => {
    const code = '<script lang="ts">let html = "";</script>{@html html}';
    expect(await complaints('src/ui/shell/X.svelte', code)).toContain('svelte/no-at-html-tags');
  });
});

test.each(['document.title', 'process.env', 'window', 'fetch("x")'])(
  'core does not compile with %s',
  (expression) => {
    const folder = mkdtempSync(new URL('../src/core/zone-', import.meta.url).pathname);
    try {
      writeFileSync(join(folder, 'forbidden.ts'), `export const forbidden = ${expression};\n`);
      const config = { extends: '../tsconfig.json', include: ['./*.ts', '../host-globals.d.ts'] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url).pathname;
      const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      expect(stdout).toContain(`Cannot find name '${/^\w+/.exec(expression)![0]}'`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
