/** The page starts here: the adapters are built, and handed to the ui as ports. */
import { mount } from 'svelte';
import { openPageShelf } from './adapters/encoder/page-shelf.browser.ts';
import { storageOrMemory } from './adapters/model/device-storage.ts';
import { browserModelHost } from './adapters/model/model-host.browser.ts';
import { LocalModelShelf } from './adapters/model/model-shelf.ts';
import { WorkerProgramReader } from './adapters/program/worker-program-reader.ts';
import { ResvgRenderer } from './adapters/renderer/resvg-renderer.ts';
import { isThisPagePublishedAnew } from './adapters/site/published-anew.ts';
import { DeferredHistory } from './adapters/store/deferred-history.ts';
import App from './ui/App.svelte';
import { ReplaySpeed } from './ui/state/replay-speed.ts';
import type { BenchmarkServices, Example, Services } from './ui/state/services.ts';

const replaySpeed = new ReplaySpeed();

const recordings = async () =>
  (await import('./adapters/model/recordings.browser.ts')).bundledRecordings();

const services: Services = {
  models: new LocalModelShelf({
    host: browserModelHost(),
    storage: storageOrMemory(() => localStorage),
    session: storageOrMemory(() => sessionStorage),
    page: {
      url: () => new URL(location.href),
      leaveTo: (url) => location.assign(url),
      replaceUrl: (url) => history.replaceState(null, '', url),
    },
    recordings,
    objects: async () =>
      (await import('./adapters/model/composer-objects.browser.ts')).bundledObjects(),
    replaySpeed: () => replaySpeed.get(),
  }),
  renderer: new ResvgRenderer(),
  programs: new WorkerProgramReader(),
  encoders: openPageShelf(),
  history: new DeferredHistory(async () => {
    const { History } = await import('./adapters/store/history.ts');
    return new History();
  }),
  readRecords: async () => (await import('./adapters/file/read-record-file.ts')).readRecordFile,
  replaySpeed,
  isPublishedAnew: isThisPagePublishedAnew,
  benchmark: openBenchmark,
  captions: async () => (await import('../benchmarks/captions/captions.json')).default.captions,
  examples: readExamples,
  objects: readObjects,
};

/** Each recorded prompt with its first answer, which is the careful one. */
async function readExamples(): Promise<Example[]> {
  const [{ index, read }, { extractProgram }] = await Promise.all([
    recordings(),
    import('./core/program/extract.ts'),
  ]);
  return Promise.all(
    index.prompts.map(async ({ prompt, category, answers }) => {
      const candidate = extractProgram(await read(answers[0]!.file), 'balanced');
      return { prompt, category, program: candidate.ok ? candidate.value.source : null };
    }),
  );
}

async function openBenchmark(): Promise<BenchmarkServices> {
  const [runs, suites, stores, embeddings, answers, clock, reporters] = await Promise.all([
    import('./adapters/run-store/page-run-library.ts'),
    import('./adapters/suite/open-suites.browser.ts'),
    import('./adapters/suite/page-suite-store.ts'),
    import('./adapters/embedding-cache/page-embedding-cache.ts'),
    import('./adapters/suite/answer-file.ts'),
    import('./adapters/run-store/system-clock.ts'),
    import('./adapters/report/worker-reporter.ts'),
  ]);
  return {
    runs: new runs.PageRunLibrary(),
    suites: suites.openPageSuites(),
    suiteStore: new stores.PageSuiteStore(),
    embeddings: new embeddings.PageEmbeddingCache(),
    clock: clock.SYSTEM_CLOCK,
    reporter: () => new reporters.WorkerReporter(),
    lookAtAnswers: answers.lookAtAnswerFile,
    readAnswers: answers.readAnswerFile,
  };
}

async function readObjects() {
  const [{ objectFiles }, { objectDrawings }] = await Promise.all([
    import('./adapters/objects/objects.browser.ts'),
    import('./core/objects/object-drawing.ts'),
  ]);
  return objectDrawings(objectFiles);
}

mount(App, { target: document.getElementById('app')!, props: { services } });
