/** cases.md D4: nothing but a transaction's own requests is awaited while it is open. */
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint({ cwd: new URL('..', import.meta.url).pathname });
const RULE = 'indexed-db/await-in-transaction';

async function complaints(body: string): Promise<string[]> {
  const code = `export async function f(db, records, read, index) {\n${body}\n}\n`;
  const filePath = 'src/adapters/store/x.ts';
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId }) => ruleId ?? 'unparsed').filter((id) => id === RULE);
}

const OPEN = "const transaction = db.transaction('records', 'readwrite');";

describe('D4: while a transaction is open', () => {
  test.each([
    ['a fetch', `${OPEN} await fetch('x'); await transaction.done;`],
    ['an inference between two puts', `${OPEN} await transaction.store.put(1); const v = await records.embed(); await transaction.store.put(v); await transaction.done;`], // prettier-ignore
    ['something else beside its requests', `${OPEN} await Promise.all([transaction.store.put(1), read(), transaction.done]);`], // prettier-ignore
    ['a value that was read', `${OPEN} const kept = await transaction.store.get(1); await kept.blob.text(); await transaction.done;`], // prettier-ignore
    ['a function within', `${OPEN} await Promise.all(records.map(async (one) => transaction.store.put(await one.text())));`], // prettier-ignore
    ['a stream', `const { store, done } = db.transaction('records'); for await (const one of records) store.put(one); await done;`], // prettier-ignore
    ['whoever takes what is yielded', `return (function* () { ${OPEN} yield 1; })();`],
    ['a store of it alone', `const { store } = db.transaction('records'); await read(); return store.get(1);`], // prettier-ignore
  ])('%s is not waited for', async (_, body) => {
    expect(await complaints(body)).toContain(RULE);
  });

  test.each([
    ['what is read before it opens', `const one = await read(); ${OPEN} await Promise.all([transaction.store.put(one), transaction.done]);`], // prettier-ignore
    ['what comes after it is done', `${OPEN} await transaction.store.put(1); await transaction.done; await read();`], // prettier-ignore
    ['its stores, one after another', `${OPEN} const store = transaction.objectStore('records'); for (const one of records) await (one ? store.put(one) : store.delete(1)); await transaction.done;`], // prettier-ignore
    ['a cursor', `const { store } = db.transaction('records'); let cursor = await store.index('a').openCursor(); while (cursor !== null) cursor = await cursor.continue();`], // prettier-ignore
    ['requests that are gathered', `${OPEN} const settled = [transaction.done]; settled.push(transaction.store.put(1)); await Promise.all(settled);`], // prettier-ignore
    ['a request for each of many', `const store = db?.transaction('records').store; return await Promise.all(records.map(({ key }) => store?.get(key)));`], // prettier-ignore
  ])('%s may be', async (_, body) => {
    expect(await complaints(body)).toEqual([]);
  });
});
