/**
 * Properties try other cases at every run, and find what nobody thought of. In CI they try the same
 * ones each time: there a failure must come from the change that is tested.
 */
import fc from 'fast-check';

if (process.env.CI) fc.configureGlobal({ seed: 20_261_121 });
