/**
 * Properties try other cases at every run, and find what nobody thought of. In CI they try the same
 * ones each time: there a failure must come from the change that is tested.
 */
if (process.env.CI) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: 20_261_121 });
}
