/** The line of the doctor's card: page, origin, key, model, and how far the request came. */
import type { Diagnosis, Probe, ProbeStep } from '../../../core/ports/model-shelf.ts';
import { decidingProbe } from './verdict-words.ts';

export interface WayPoint {
  step: ProbeStep;
  title: string;
  /** A few words under the title; may be empty. */
  note: string;
  /** `unclear`: a page cannot tell whether it passed here. */
  state: 'passed' | 'stopped' | 'unclear' | 'waiting';
}

const STEPS: readonly { step: ProbeStep; title: string; asks: RegExp | null }[] = [
  { step: 'page', title: 'this page', asks: null },
  { step: 'origin', title: 'origin check', asks: /allows this page to read/ },
  { step: 'key', title: 'key check', asks: /a key|the key/ },
  { step: 'model', title: 'the model', asks: /answers as/ },
];

/** @param pageHost where this page comes from, which servers see and may refuse */
export function wayOf(diagnosis: Diagnosis, pageHost: string): WayPoint[] {
  const { stoppedAt } = diagnosis;
  const stop =
    stoppedAt === null ? STEPS.length : STEPS.findIndex(({ step }) => step === stoppedAt);
  const unclear = diagnosis.verdict === 'cannot-tell';
  return STEPS.map(({ step, title, asks }, index): WayPoint => {
    const probe = asks && diagnosis.probes.find(({ question }) => asks.test(question));
    const point = { step, title };
    if (index === stop)
      return {
        ...point,
        state: unclear ? 'unclear' : 'stopped',
        note: brief(decidingProbe(diagnosis)),
      };
    // A hidden answer leaves the key as suspect as the page.
    if (index > stop && unclear && probe?.answer === 'unknown')
      return { ...point, state: 'unclear', note: 'or here' };
    if (index > stop) return { ...point, state: 'waiting', note: 'never reached' };
    if (step === 'page') return { ...point, state: 'passed', note: pageHost };
    // A step may be skipped on the way to the one that stopped: without a key nothing is sent.
    if (probe?.answer === 'not-reached') return { ...point, state: 'waiting', note: 'not asked' };
    if (probe?.answer === 'unknown') return { ...point, state: 'unclear', note: brief(probe) };
    if (step === 'model' && !probe) return { ...point, ...unasked(diagnosis) };
    return { ...point, state: 'passed', note: probe ? brief(probe) : 'not needed' };
  });
}

/** A list of models shows that the key opens the door, not that a model answers. */
function unasked({ modelCount }: Diagnosis): Pick<WayPoint, 'state' | 'note'> {
  if (modelCount === null) return { state: 'waiting', note: 'not asked' };
  return { state: 'waiting', note: `${modelCount} listed, none asked` };
}

/** Evidence without what a server said in its own words, which can be long. */
const brief = (probe: Probe | null): string => probe?.evidence.replace(/, “.*$/s, '') ?? '';
