/** The app's core, bundled for Node once a run: Node 20 reads no TypeScript. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const PROJECT = path.resolve(HERE, '../..');

export async function loadCore(workFolder) {
  const bundle = await rolldown({ input: path.join(HERE, 'core-entry.mjs'), logLevel: 'silent' });
  const file = path.resolve(workFolder, 'core.mjs');
  await bundle.write({ file, format: 'esm' });
  return import(pathToFileURL(file).href);
}

/** `dog/flat.svg` to its source, of every folder of things under `folder`. */
export function drawingFiles(folder) {
  const files = {};
  for (const thing of fs.readdirSync(folder, { withFileTypes: true })) {
    if (!thing.isDirectory()) continue;
    for (const file of fs.readdirSync(path.join(folder, thing.name)).sort()) {
      if (file.endsWith('.svg'))
        files[`${thing.name}/${file}`] = fs.readFileSync(
          path.join(folder, thing.name, file),
          'utf8',
        );
    }
  }
  return files;
}
