/** The object library of this repository, for tests. */
import { objectsIn } from '../../src/adapters/model/composer-objects.node.ts';

export const library = await objectsIn(new URL('../../benchmarks/objects/', import.meta.url));
