/** How many sessions of one tower work side by side on this machine. */
import { availableParallelism, totalmem } from 'node:os';

export interface Host {
  processors: number;
  memoryBytes: number;
}

/** Of all memory, what the sessions of one tower may take: several encoders may be open. */
const PART_OF_MEMORY = 1 / 8;
/** While a session is made, the file is there, its graph, and the weights repacked for the processor. */
const BYTES_PER_WEIGHT_BYTE = 3;

/**
 * Two sessions of one thread give more pictures a second than one of two: threads of one session wait
 * for each other after every layer, and for whatever else has their processors, such as drawing.
 * @param sizeBytes of the tower's weights; 0: not known
 * @returns at least 1, at most one a processor, and no more than fit in memory
 */
export function lanesFor(sizeBytes: number, { processors, memoryBytes }: Host): number {
  if (sizeBytes <= 0) return 1;
  const room = (memoryBytes * PART_OF_MEMORY) / (sizeBytes * BYTES_PER_WEIGHT_BYTE);
  return Math.max(1, Math.min(processors, Math.floor(room)));
}

export function thisHost(): Host {
  // In a container its own limit counts; where there is none, the number is 0 or larger than memory.
  const limit = process.constrainedMemory();
  const memoryBytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { processors: availableParallelism(), memoryBytes };
}
