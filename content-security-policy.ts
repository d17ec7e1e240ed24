/** The page's headers; the policy also goes first into the head of the built page. */
import type { Plugin } from 'vite';

/**
 * `connect-src` is wide because people add providers of their own; pictures stay closed, so that a
 * program cannot call home, and keys are bound to their origin in code.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Both headers together allow wasm threads; a host that cannot set them gets the single-thread
 * path. `credentialless` rather than `require-corp`: the doctor has to tell a server that is down
 * from one that refuses this page, and `require-corp` blocks the opaque request that tells.
 */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
};

/** The dev server is left out: it injects scripts. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
          injectTo: 'head-prepend',
        },
      ],
    },
  };
}
