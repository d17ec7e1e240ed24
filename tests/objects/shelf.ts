/** The files of the object library as they lie in the repository. */
import { readdirSync, readFileSync } from 'node:fs';

export const STYLES = ['flat', 'detailed', 'outline'] as const;

export interface ObjectFile {
  /** `fire hydrant`: the folder's name, hyphens read as spaces. */
  noun: string;
  style: string;
  /** `fire-hydrant/flat.svg` */
  path: string;
  source: string;
}

const FOLDER = new URL('../../benchmarks/objects/', import.meta.url);

/** All drawings, by noun, then style. */
export function readShelf(): ObjectFile[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(new URL(`${name}/`, FOLDER)).map((file) => `${name}/${file}`),
    )
    .sort()
    .map((path) => {
      const [folder, file] = path.split('/');
      return {
        noun: folder!.replaceAll('-', ' '),
        style: file!.replace(/\.svg$/, ''),
        path,
        source: readFileSync(new URL(path, FOLDER), 'utf8'),
      };
    });
}
