/**
 * Finds where a request to a provider stops: page, origin, key or model. It sends small requests and
 * never the person's prompt, and where two causes look the same from a page, it says so.
 */
import type { Attempt } from '../../core/ports/language-model.ts';
import type { Diagnosis, ModelListing, Probe, Provider } from '../../core/ports/model-shelf.ts';
import { hostOf, isLoopback, originOf } from './base-url.ts';
import { CALL_LIMITS } from './call-limits.ts';
import { chromeAvailability } from './chrome.ts';
import { allowPage } from './doctor-cures.ts';
import * as findings from './doctor-findings.ts';
import type { Finding } from './doctor-findings.ts';
import { endpointOf } from './endpoints.ts';
import { isOffline, knock } from './explain-unreachable.ts';
import { causeOf } from './failure-causes.ts';
import { readDocument, type Document } from './guarded-fetch.ts';
import { isHttp, type HttpWire } from './http-wire.ts';
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

/** What a refusal says of the key itself: an account without money still has a good one. */
const KEY_READ_AS: Partial<Record<Finding['verdict'], Probe['answer']>> = {
  'wrong-key': 'no',
  billing: 'yes',
  'rate-limited': 'yes',
};

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
      : provider.wire === 'composer'
        ? findings.COMPOSER_WORKS
        : findings.REPLAY_WORKS;
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
    if (answer.ending.kind !== 'complete') return this.#notReached(findings.tooSlow(provider));

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
      return findings.OFFLINE;
    }
    if (this.#host.pageUrl === null) return null;
    if (url.protocol === 'http:' && !local) {
      this.#say('The browser lets this page ask http addresses', 'no', 'blocked before sending');
      return findings.httpRefused(provider);
    }
    if (local && !isLoopback(this.#host.pageUrl)) {
      const permission = await this.#host.localNetworkPermission();
      if (permission === 'denied') {
        this.#say('The browser lets this page reach this machine', 'no', 'permission denied');
        return findings.LOCAL_NETWORK_DENIED;
      }
    }
    return null;
  }

  #missingKey(): Finding | null {
    const { provider, key } = this.#patient;
    if (provider.key !== 'required' || key !== null) return null;
    this.#say('There is a key to send', 'no', 'none given');
    return findings.noKeyYet(provider);
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
    if (knocked === 'hidden') {
      this.#say(this.#addressQuestion(), 'unknown', 'this page’s isolation hides it');
      return findings.hiddenByIsolation(provider, this.#allowPage());
    }

    this.#say(this.#addressQuestion(), 'yes', `opaque answer in ${milliseconds(knocked)}`);
    if (key === null || provider.key === 'none') {
      this.#say('It allows this page to read', 'no', 'the browser withheld the answer');
      return findings.pageRefused(provider, key !== null, this.#allowPage());
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
    return findings.cannotTell(provider);
  }

  async #nothingAnswers(url: URL): Promise<Finding> {
    const { provider } = this.#patient;
    const local = isLoopback(url);
    this.#say(this.#addressQuestion(), 'no', 'no answer of any kind');
    if (local && this.#host.pageUrl !== null && !isLoopback(this.#host.pageUrl)) {
      // Unanswered or dismissed: the request was held back just as if nothing listened.
      if ((await this.#host.localNetworkPermission()) === 'prompt')
        return { ...findings.LOCAL_NETWORK_DENIED, certain: false };
    }
    if (!local && (await isOffline(this.#host, this.#signal))) return findings.OFFLINE;
    return findings.nothingAnswers(provider);
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
    const said = evidence(answer.status, error, this.#secrets());
    const finding = findings.refusal(provider, causeOf(answer.status, error).kind, said);
    this.#say(question, KEY_READ_AS[finding.verdict] ?? 'unknown', said);
    return finding;
  }

  async #examineModel(wire: HttpWire, answer: Document): Promise<Finding> {
    const { provider, modelId } = this.#patient;
    const models = endpointOf(wire).readModels(parseJson(answer.text));
    if (answer.status < 300 && models === null) return findings.noModelList(provider);
    if (models !== null) {
      this.modelCount = models.length;
      this.#patient.listed(models);
    }
    if (modelId !== null) return this.#tryModel(modelId);
    if (models === null) return findings.LISTS_NO_MODELS;
    return findings.works(this.modelCount, this.latencyMs);
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
      return findings.works(this.modelCount, this.latencyMs);
    }
    const status = failure.httpStatus ?? 0;
    this.#say(question, 'no', status === 0 ? failure.kind : String(status));
    switch (failure.kind) {
      case 'unknown-model':
        return findings.unknownModel(provider, modelId);
      case 'billing':
      case 'auth':
      case 'forbidden':
      case 'rate-limit':
        return {
          ...findings.refusal(provider, failure.kind, String(status)),
          explanation: failure.detail,
        };
      default:
        return findings.modelSilent(provider, modelId, failure.detail, failure.retryable);
    }
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

  #allowPage() {
    const origin = this.#host.pageUrl?.origin ?? '*';
    return allowPage(this.#patient.provider, origin, this.#host.platform);
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
  if (!here) return findings.NO_BUILT_IN_MODEL;
  return {
    ...findings.works(1, null),
    explanation:
      availability === 'available'
        ? 'The model is on this machine. Nothing leaves it.'
        : 'Chrome downloads the model when it is first asked; that can take a while.',
  };
}

/** Reasoning models answer a limit of one token with a 400 that says so. */
const isTokenLimit = (detail: string): boolean =>
  /max_(completion_|output_)?tokens|output limit/i.test(detail) &&
  /reached|could not finish|at least|minimum/i.test(detail);

const milliseconds = (ms: number): string => `${Math.max(1, Math.round(ms))} ms`;

function evidence(status: number, error: ProviderError | null, secrets: readonly string[]): string {
  if (!error || error.message === '') return String(status);
  return `${status}, “${maskSecrets(error.message, secrets).slice(0, 160)}”`;
}
