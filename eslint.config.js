/** Style is prettier's business; these rules hold the walls between the folders, and catch bugs. */
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { awaitInTransaction } from './eslint-await-in-transaction.js';

/** Who may not import whom: `workers -> adapters -> core` and `ui -> core`. */
const zone = (files, forbidden, message) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: forbidden.map((regex) => ({ regex, message })) },
    ],
  },
});

const HOST_PACKAGES =
  '^(node:|svelte|vite|monaco|@resvg|onnxruntime|idb|ai$|@ai-sdk|bits-ui|@lucide|commander|@huggingface)';

export default tseslint.config(
  { ignores: ['dist', 'public', 'node_modules', '.venv', 'coverage', '.cache', 'training/work'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: globals.browser },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.svelte'],
    rules: {
      // What a model wrote is hostile: the page shows rasters, never markup.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    plugins: { 'indexed-db': { rules: { 'await-in-transaction': awaitInTransaction } } },
    rules: { 'indexed-db/await-in-transaction': 'error' },
  },
  zone(
    ['src/core/**/*.ts'],
    ['/(adapters|workers|ui|cli)/', HOST_PACKAGES],
    'core imports nothing above it and no package that touches a host',
  ),
  zone(
    ['src/adapters/**/*.ts'],
    ['/(ui|cli)/', '/workers/(?!protocol|worker-host)'],
    'adapters know core, and workers only through WorkerHost',
  ),
  zone(['src/workers/**/*.ts'], ['/(ui|cli)/'], 'workers know adapters and core'),
  zone(
    ['src/ui/**/*.ts', 'src/ui/**/*.svelte'],
    ['/(adapters|workers|cli)/', '^(@resvg|onnxruntime|idb|ai$|@ai-sdk|@huggingface|node:)'],
    'ui knows ports, never a technology',
  ),
  {
    // Only tests may reach for Node freely.
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
