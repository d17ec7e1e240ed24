/** ISO 8601, UTC. */
export const nowIso = (): string => new Date().toISOString();
