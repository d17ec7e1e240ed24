/** The app's own code for drawing and embedding, bundled for Node: Node 20 reads no TypeScript. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

export async function loadApp(root) {
  const bundle = await rolldown({
    input: path.join(root, 'training/publish/app-entry.ts'),
    platform: 'node',
    logLevel: 'silent',
    resolve: { alias: nodeParts(root) },
    // Packages stay where they are installed.
    external: (id) => /^[@a-z]/i.test(id) && !path.isAbsolute(id),
  });
  const file = path.join(root, '.cache/publish/app.mjs');
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  return import(pathToFileURL(file).href);
}

/** Node's side of every `#name` of package.json; the bundler leaves those as they are. */
function nodeParts(root) {
  const { imports } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries(imports).map(([name, { node }]) => [name, path.join(root, node)]),
  );
}
