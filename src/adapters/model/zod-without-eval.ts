/**
 * The vendors' code checks its options with zod, which probes whether it may compile code. The
 * content security policy forbids that, and each probe would be reported as a violation. Import this
 * before any of that code: zod reads the flag when it loads.
 */
const shared = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
shared.__zod_globalConfig = { ...shared.__zod_globalConfig, jitless: true };
