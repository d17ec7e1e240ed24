/**
 * Finds where a request to a provider stops: page, origin, key or model. It sends small requests and
 * never the person's prompt, and where two causes look the same from a page, it says so.
 */
import type { Attempt } from '../../core/ports/language-model.ts';
import type { Diagnosis, ModelListing, Probe, Provider } from '../../core/ports/model-shelf.ts';
import { hostOf, isLoopback, originOf } from './base-url.ts';
import { CALL_LIMITS } from './call-limits.ts';
import { chromeAvailability } from './chrome.ts';
import * as cures from './doctor-cures.ts';
import { endpointOf, isHttp, type HttpWire } from './endpoints.ts';
import { isOffline, knock } from './explain-unreachable.ts';
import { causeOf } from './failures.ts';
import { readDocument, type Document } from './guarded-fetch.ts';
import { keyEnding, maskSecrets } from './mask-secrets.ts';
import type { ModelHost } from './model-host.ts';
import { KEY_CHECK_PATH } from './presets.ts';
import { readProviderError, type ProviderError } from './provider-error.ts';
import { parseJson } from './read-json.ts';

export interface Patient {
  provider: Provider;
  key: string | null;
  /** The chosen model, which costs one token to check; `null` leaves it unchecked. */
  modelId: string | null;
  /** Asks the model for one token. */
  askForOneToken(modelId: string): Promise<Attempt>;
  /** Told of the models that were listed on the way. */
  listed(models: ModelListing[]): void;
}

type Finding = Pick<
  Diagnosis,
  'verdict' | 'headline' | 'explanation' | 'certain' | 'stoppedAt' | 'cure'
>;

/** Long enough for a sleepy server, short enough to wait for. */
const PROBE_LIMITS = { ...CALL_LIMITS, firstByteMs: 15_000, idleMs: 15_000, totalMs: 30_000 };

/** @throws the signal's reason when aborted */
export async function diagnose(
  patient: Patient,
  host: ModelHost,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const { provider } = patient;
  const examination = new Examination(patient, host, signal);
  const finding = isHttp(provider)
    ? await examination.examine(provider.wire)
    : provider.wire === 'chrome'
      ? await examineChrome(host, examination.probes)
      : REPLAY_WORKS;
  const { probes, modelCount, latencyMs } = examination;
  return { providerId: provider.id, ...finding, probes, modelCount, latencyMs };
}

class Examination {
  readonly probes: Probe[] = [];
  modelCount: number | null = null;
  latencyMs: number | null = null;
  readonly #patient: Patient;
  readonly #host: ModelHost;
  readonly #signal: AbortSignal;

  constructor(patient: Patient, host: ModelHost, signal: AbortSignal) {
    this.#patient = patient;
    this.#host = host;
    this.#signal = signal;
  }

  async examine(wire: HttpWire): Promise<Finding> {
    const { provider, key } = this.#patient;
    const stopped = (await this.#examinePage()) ?? this.#missingKey();
    if (stopped !== null) return this.#notReached(stopped);

    const answer = await this.#get(endpointOf(wire).modelsUrl(provider.baseUrl), wire, key);
    if (answer.status === 0) return this.#notReached(await this.#examineSilence(wire));
    this.#say(this.#addressQuestion(), 'yes', `in ${milliseconds(this.latencyMs!)}`);
    this.#say('It allows this page to read', 'yes', `${answer.status}, readable`);
    if (answer.ending.kind !== 'complete')
      return this.#notReached(tooSlow(hostOf(provider.baseUrl)));

    const refusal = await this.#examineKey(wire, answer);
    if (refusal !== null) return this.#notReached(refusal);
    return this.#examineModel(wire, answer);
  }

  /** What stops a request before it leaves the page. */
  async #examinePage(): Promise<Finding | null> {
    const { provider } = this.#patient;
    const url = new URL(provider.baseUrl);
    const local = isLoopback(url);
    if (!local && !this.#host.online()) {
      this.#say('This machine is online', 'no', 'the browser says offline');
      return OFFLINE;
    }
    if (this.#host.pageUrl === null) return null;
    if (url.protocol === 'http:' && !local) {
      this.#say('The browser lets this page ask http addresses', 'no', 'blocked before sending');
      return {
        verdict: 'page-refused',
        headline: 'The browser does not let this page use an http address.',
        explanation: `Pages may reach http only on this machine. ${url.host} is another one, so nothing was sent.`,
        certain: true,
        stoppedAt: 'page',
        cure: cures.USE_HTTPS,
      };
    }
    if (local && !isLoopback(this.#host.pageUrl)) {
      const permission = await this.#host.localNetworkPermission();
      if (permission === 'denied') {
        this.#say('The browser lets this page reach this machine', 'no', 'permission denied');
        return LOCAL_NETWORK_DENIED;
      }
    }
    return null;
  }

  #missingKey(): Finding | null {
    const { provider, key } = this.#patient;
    if (provider.key !== 'required' || key !== null) return null;
    this.#say('There is a key to send', 'no', 'none given');
    return {
      verdict: 'no-key',
      headline: 'There is no key yet.',
      explanation: `${provider.title} answers only with a key. Nothing was sent.`,
      certain: true,
      stoppedAt: 'key',
      cure: cures.newKey(
        provider.signIn
          ? 'Sign in, or paste a key. It stays in memory until you close the tab.'
          : 'Paste a key. It stays in memory until you close the tab.',
      ),
    };
  }

  /** The browser gave no answer: down, blocked, or hidden. */
  async #examineSilence(wire: HttpWire): Promise<Finding> {
    const { provider, key } = this.#patient;
    const url = new URL(provider.baseUrl);
    const knocked =
      this.#host.pageUrl === null
        ? 'silence'
        : await knock(endpointOf(wire).modelsUrl(provider.baseUrl), this.#host, this.#signal);
    if (knocked === 'silence') return this.#nothingAnswers(url);
    if (knocked === 'hidden') return this.#hidden(url);

    this.#say(this.#addressQuestion(), 'yes', `opaque answer in ${milliseconds(knocked)}`);
    if (key === null || provider.key === 'none') {
      this.#say('It allows this page to read', 'no', 'the browser withheld the answer');
      return this.#pageRefused();
    }
    // With a key there are two suspects. Without it, a page that is allowed could read the refusal.
    const keyless = await this.#get(endpointOf(wire).modelsUrl(provider.baseUrl), wire, null, []);
    const readable = keyless.status !== 0;
    this.#say(
      'It allows this page to read',
      'unknown',
      readable
        ? `without a key: ${keyless.status}, readable`
        : 'no answer readable, with a key or without',
    );
    this.#say(this.#keyQuestion(), 'unknown', 'its answer is hidden from pages');
    return cannotTell(provider.title);
  }

  async #nothingAnswers(url: URL): Promise<Finding> {
    const { provider } = this.#patient;
    const local = isLoopback(url);
    this.#say(this.#addressQuestion(), 'no', 'no answer of any kind');
    if (local && this.#host.pageUrl !== null && !isLoopback(this.#host.pageUrl)) {
      // Unanswered or dismissed: the request was held back just as if nothing listened.
      if ((await this.#host.localNetworkPermission()) === 'prompt')
        return { ...LOCAL_NETWORK_DENIED, certain: false };
    }
    if (!local && (await isOffline(this.#host, this.#signal))) return OFFLINE;
    return {
      verdict: 'server-down',
      headline: local ? 'No server is running there.' : `Nothing answers at ${url.host}.`,
      explanation: local
        ? `Nothing listens at ${url.host}. Your key and the model are not the problem.`
        : 'The service may be down, the address mistyped, or a firewall or an ad blocker in between. From a page these look the same.',
      certain: local,
      stoppedAt: 'origin',
      cure: local ? cures.startServer(provider) : cures.CHECK_ADDRESS,
    };
  }

  /** An isolated page is not told of answers that it may not read. */
  #hidden(url: URL): Finding {
    const local = isLoopback(url);
    this.#say(this.#addressQuestion(), 'unknown', 'this page’s isolation hides it');
    return {
      verdict: 'cannot-tell',
      headline: 'No answer that this page may read.',
      explanation: `Either nothing answers at ${url.host}, or it answers and does not allow this page. This page is isolated (so that encoders may use threads), and the browser does not tell it which.`,
      certain: false,
      stoppedAt: 'origin',
      // Starting a local server with this page allowed cures both.
      cure: local ? this.#allowPage() : cures.CHECK_ADDRESS,
    };
  }

  #allowPage(): cures.Cure {
    const origin = this.#host.pageUrl?.origin ?? '*';
    return cures.allowPage(this.#patient.provider, origin, this.#host.platform);
  }

  #pageRefused(): Finding {
    const { provider, key } = this.#patient;
    return {
      verdict: 'page-refused',
      headline: 'The server is running. It refuses this page.',
      explanation: `${provider.title} answers only pages it was told about. Your key is not the problem: ${key === null ? 'none was sent' : 'it needs none'}, and the answer was withheld before anything was read.`,
      certain: true,
      stoppedAt: 'origin',
      cure: this.#allowPage(),
    };
  }

  async #examineKey(wire: HttpWire, models: Document): Promise<Finding | null> {
    const { provider, key } = this.#patient;
    const path = KEY_CHECK_PATH[originOf(provider.baseUrl)];
    const answer =
      path !== undefined && models.status < 300
        ? await this.#get(`${provider.baseUrl}${path}`, wire, key)
        : models;
    const question = this.#keyQuestion();
    // A server without a list says nothing about the key.
    if (answer.status < 300 || answer.status === 404) {
      this.#say(question, answer.status === 404 ? 'unknown' : 'yes', String(answer.status));
      return null;
    }
    const error = readProviderError(parseJson(answer.text));
    const finding = this.#refusal(answer.status, error);
    this.#say(
      question,
      finding.stoppedAt === 'key' ? 'no' : 'unknown',
      evidence(answer.status, error, this.#secrets()),
    );
    return finding;
  }

  async #examineModel(wire: HttpWire, answer: Document): Promise<Finding> {
    const { provider, modelId } = this.#patient;
    const models = endpointOf(wire).readModels(parseJson(answer.text));
    if (answer.status < 300 && models === null)
      return {
        verdict: 'cannot-tell',
        headline: 'Something else answers at this address.',
        explanation: `${hostOf(provider.baseUrl)} answered, but not with a list of models. A proxy or a sign-in page may stand between, or the address lacks its last part.`,
        certain: false,
        stoppedAt: 'origin',
        cure: cures.CHECK_ADDRESS,
      };
    if (models !== null) {
      this.modelCount = models.length;
      this.#patient.listed(models);
    }
    if (modelId !== null) return this.#tryModel(modelId);
    if (models === null)
      return {
        verdict: 'cannot-tell',
        headline: 'The server answers, but lists no models.',
        explanation:
          'It has no list at this address (404). Some servers have none: choose a model by its name and check again.',
        certain: false,
        stoppedAt: 'model',
        cure: cures.CHECK_ADDRESS,
      };
    return works(this.modelCount, this.latencyMs);
  }

  /** The only request that may cost something: one token, asked for with a word of ours. */
  async #tryModel(modelId: string): Promise<Finding> {
    const { provider } = this.#patient;
    const question = `It answers as ${modelId} (one token asked for)`;
    const { failure } = await this.#patient.askForOneToken(modelId);
    // A token limit that was reached is what we asked for.
    if (
      failure === null ||
      failure.stage !== 'ask' ||
      failure.kind === 'cut-off' ||
      isTokenLimit(failure.detail)
    ) {
      this.#say(question, 'yes', 'answered');
      return works(this.modelCount, this.latencyMs);
    }
    const status = failure.httpStatus ?? 0;
    this.#say(question, 'no', status === 0 ? failure.kind : String(status));
    switch (failure.kind) {
      case 'unknown-model':
        return {
          verdict: 'unknown-model',
          headline: 'The key works. The model is not known.',
          explanation: `${provider.title} has no model “${modelId}” for you: the name may be mistyped, retired, or closed to your account.`,
          certain: true,
          stoppedAt: 'model',
          cure: cures.chooseModel(provider, modelId),
        };
      case 'billing':
        return this.#billing(failure.detail);
      case 'auth':
      case 'forbidden':
      case 'rate-limit':
        return { ...this.#refusal(status, null), explanation: failure.detail };
      default:
        return {
          verdict: 'cannot-tell',
          headline: 'The list works. The model did not answer.',
          explanation: failure.detail,
          certain: false,
          stoppedAt: 'model',
          cure: failure.retryable ? cures.WAIT : cures.chooseModel(provider, modelId),
        };
    }
  }

  /** Reads a status that the page could see: then the address and the page are both right. */
  #refusal(status: number, error: ProviderError | null): Finding {
    const { provider } = this.#patient;
    const { kind } = causeOf(status, error);
    const said = evidence(status, error, this.#secrets());
    switch (kind) {
      case 'auth':
        return {
          verdict: 'wrong-key',
          headline: 'The key was read and refused.',
          explanation: `The connection works from this page, and the answer could be read: ${said}. So the address is right and the key is wrong, expired, or from another workspace.`,
          certain: true,
          stoppedAt: 'key',
          cure: cures.newKey('Paste a working key. It stays in memory until you close the tab.'),
        };
      case 'forbidden':
        return {
          verdict: 'wrong-key',
          headline: 'The key was read, and may not do this.',
          explanation: `The answer could be read: ${said}. The key lacks a permission, or the service is closed to your region.`,
          certain: true,
          stoppedAt: 'key',
          cure: cures.newKey('Give the key this permission where keys are made, or paste another.'),
        };
      case 'billing':
        return this.#billing(`The answer could be read: ${said}.`);
      case 'rate-limit':
        return {
          verdict: 'rate-limited',
          headline: 'The key works. It has asked too often.',
          explanation: `The answer could be read: ${said}. Nothing needs repair.`,
          certain: true,
          stoppedAt: 'key',
          cure: cures.WAIT,
        };
      default:
        return {
          verdict: 'cannot-tell',
          headline: `${provider.title} answers with an error of its own.`,
          explanation: `The page could read it: ${said}. So the address answers and lets this page in; the key was not judged.`,
          certain: false,
          stoppedAt: 'key',
          cure: cures.WAIT,
        };
    }
  }

  #billing(explanation: string): Finding {
    return {
      verdict: 'billing',
      headline: 'The key works. The account has run out.',
      explanation,
      certain: true,
      stoppedAt: 'key',
      cure: cures.PAY(this.#patient.provider),
    };
  }

  async #get(
    url: string,
    wire: HttpWire,
    key: string | null,
    allowedHeaders = endpointOf(wire).allowedHeaders,
  ): Promise<Document> {
    const started = this.#host.now();
    const document = await readDocument(
      { method: 'GET', url, headers: endpointOf(wire).headers(key), body: null },
      {
        fetch: this.#host.fetch,
        origin: originOf(this.#patient.provider.baseUrl),
        allowedHeaders,
        limits: PROBE_LIMITS,
      },
      this.#signal,
    );
    this.latencyMs ??= document.status === 0 ? null : this.#host.now() - started;
    return document;
  }

  #say(question: string, answer: Probe['answer'], proof: string): void {
    this.probes.push({ question, answer, evidence: proof });
  }

  /** Fills in what was never asked, so that every diagnosis shows the whole way. */
  #notReached(finding: Finding): Finding {
    for (const question of ['It allows this page to read', this.#keyQuestion()])
      if (!this.probes.some((probe) => probe.question === question))
        this.#say(question, 'not-reached', 'not reached');
    return finding;
  }

  #addressQuestion(): string {
    const { baseUrl } = this.#patient.provider;
    return isLoopback(new URL(baseUrl))
      ? `Something listens at ${hostOf(baseUrl)}`
      : `${hostOf(baseUrl)} answers`;
  }

  #keyQuestion(): string {
    const { key, provider } = this.#patient;
    if (key === null && provider.key === 'required') return 'It accepts a key';
    if (key === null) return 'It answers without a key';
    return `It accepts the key ending in …${keyEnding(key)}`;
  }

  #secrets(): string[] {
    return this.#patient.key === null ? [] : [this.#patient.key];
  }
}

async function examineChrome(host: ModelHost, probes: Probe[]): Promise<Finding> {
  const availability = await chromeAvailability(host.builtInModel());
  const here = availability !== 'unavailable';
  probes.push({
    question: 'This browser has a model of its own',
    answer: here ? 'yes' : 'no',
    evidence: host.builtInModel() === null ? 'no LanguageModel here' : availability,
  });
  if (!here)
    return {
      verdict: 'not-here',
      headline: 'This browser has no model to use.',
      explanation: 'It needs desktop Chrome, and a computer that can hold and run the model.',
      certain: true,
      stoppedAt: 'page',
      cure: cures.GET_CHROME,
    };
  return {
    ...works(1, null),
    explanation:
      availability === 'available'
        ? 'The model is on this machine. Nothing leaves it.'
        : 'Chrome downloads the model when it is first asked; that can take a while.',
  };
}

const OFFLINE: Finding = {
  verdict: 'offline',
  headline: 'This machine is offline.',
  explanation:
    'No network answers, not even the one this page came from. Replay and scores go on working.',
  certain: true,
  stoppedAt: 'page',
  cure: cures.GO_ONLINE,
};

const LOCAL_NETWORK_DENIED: Finding = {
  verdict: 'local-network-denied',
  headline: 'The browser keeps this page from servers on this machine.',
  explanation:
    'Chrome asks once whether a page may reach the local network, and it was not allowed. The server may well be running.',
  certain: true,
  stoppedAt: 'page',
  cure: cures.ALLOW_LOCAL_NETWORK,
};

const REPLAY_WORKS: Finding = {
  verdict: 'works',
  headline: 'Replay is always here.',
  explanation: 'It replays recorded answers; no model is asked and nothing is sent.',
  certain: true,
  stoppedAt: null,
  cure: null,
};

function works(modelCount: number | null, latencyMs: number | null): Finding {
  const facts = [
    modelCount === null ? null : `${modelCount} ${modelCount === 1 ? 'model' : 'models'}`,
    latencyMs === null ? null : `answered in ${(latencyMs / 1000).toFixed(2)} s`,
  ].filter((fact) => fact !== null);
  return {
    verdict: 'works',
    headline: 'It works.',
    explanation: facts.length === 0 ? 'It answered.' : `${facts.join(', ')}.`,
    certain: true,
    stoppedAt: null,
    cure: null,
  };
}

function cannotTell(title: string): Finding {
  return {
    verdict: 'cannot-tell',
    headline: 'A wrong key and a blocked page look the same from here.',
    explanation: `${title} is running, but the browser may not show what it answers. Some services let a page read only when a request succeeds. Try a key that you know works elsewhere: if it works here too, the old key was wrong.`,
    certain: false,
    stoppedAt: 'origin',
    cure: cures.newKey('Paste a key that you know works elsewhere, then press Check.'),
  };
}

const tooSlow = (host: string): Finding => ({
  verdict: 'cannot-tell',
  headline: 'The server began to answer and did not finish.',
  explanation: `${host} can be reached and lets this page in. It may be overloaded.`,
  certain: false,
  stoppedAt: 'key',
  cure: cures.WAIT,
});

/** Reasoning models answer a limit of one token with a 400 that says so. */
const isTokenLimit = (detail: string): boolean =>
  /max_(completion_|output_)?tokens|output limit/i.test(detail) &&
  /reached|could not finish|at least|minimum/i.test(detail);

const milliseconds = (ms: number): string => `${Math.max(1, Math.round(ms))} ms`;

function evidence(status: number, error: ProviderError | null, secrets: readonly string[]): string {
  if (!error || error.message === '') return String(status);
  return `${status}, “${maskSecrets(error.message, secrets).slice(0, 160)}”`;
}
