/** A worker that never says `ready`. */
setInterval(() => undefined, 1_000);
