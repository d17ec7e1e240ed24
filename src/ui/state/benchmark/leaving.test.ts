import { expect, test } from 'vitest';
import { askBeforeLeaving } from './leaving.ts';

test('G1, D9: leaving is asked about while something would be lost, and only then', () => {
  const tab = new EventTarget();
  let wouldLose = false;
  askBeforeLeaving(() => wouldLose, tab);
  const leave = () => tab.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(leave()).toBe(true);
  wouldLose = true;
  expect(leave()).toBe(false);
  wouldLose = false;
  expect(leave()).toBe(true);
});
