/** From what a provider or a broken connection says to a failure that says what to do (cases.md C). */
import type { AskKind, Failure } from '../../core/failure.ts';
import type { StopReason } from '../../core/ports/language-model.ts';
import { ERROR_HEAD_LENGTH } from './call-limits.ts';
import { causeOf, statusOf, type Cause } from './failure-causes.ts';
import type { Ending } from './guarded-fetch.ts';
import { maskSecrets } from './mask-secrets.ts';
import { readProviderError, type ProviderError } from './provider-error.ts';
import { parseJson } from './read-json.ts';
import { LONGEST_WAIT_MS, retryAfterMs } from './retry-after.ts';

export type AskFailure = Extract<Failure, { stage: 'ask' }>;

/** Who was asked, for the sentences, and what must never appear in them. */
export interface Asked {
  /** e.g. `Mistral` */
  title: string;
  /** e.g. `api.mistral.ai` */
  host: string;
  modelId: string;
  secrets: readonly string[];
  /** `ModelHost.keyPlace` of the provider. */
  keyPlace: string;
}

export interface ErrorAnswer {
  status: number;
  headers: Headers;
  /** As much of the body as arrived. */
  body: string;
}

/** An answer with an error status. */
export function failureOfAnswer(answer: ErrorAnswer, asked: Asked, clockMs: number): AskFailure {
  const error = readProviderError(parseJson(answer.body));
  const wait = retryAfterMs(answer.headers, clockMs) ?? error?.retryAfterMs ?? undefined;
  const said = error?.message || plainText(answer.body);
  return failure(causeOf(answer.status, error), asked, {
    said,
    status: answer.status,
    wait,
    requestId: requestIdOf(answer.headers),
  });
}

/** An error inside a stream that began with 200. */
export function failureOfError(error: ProviderError, asked: Asked): AskFailure {
  const status = statusOf(error);
  return failure(causeOf(status, error), asked, {
    said: error.message,
    status,
    wait: error.retryAfterMs ?? undefined,
    requestId: null,
  });
}

/** A transfer that did not end as it should; `unreachable` is explained by the host instead. */
export function failureOfEnding(
  ending: Exclude<Ending, { kind: 'complete' | 'unreachable' }>,
  asked: Asked,
): AskFailure {
  switch (ending.kind) {
    case 'cut':
      return interrupted(asked);
    case 'timeout':
      return askFailure('timeout', true, timeoutSentence(ending, asked));
    case 'too-large':
      return askFailure(
        'too-large',
        false,
        `The answer went over ${ending.limitBytes / 1024 / 1024} MiB and was stopped. What had arrived is kept. Lower the token limit, or ask for a smaller picture.`,
      );
    case 'wrong-origin':
      return askFailure(
        'forbidden',
        false,
        `The request would have gone to ${ending.origin}, but this key is only for ${asked.host}. Nothing was sent.`,
      );
  }
}

export const interrupted = (asked: Asked): AskFailure =>
  askFailure(
    'interrupted',
    true,
    `The connection to ${asked.host} ended before the model said that it had finished. What had arrived is kept. Draw again.`,
  );

/** A 200 whose body is no answer: a proxy's or a captive portal's page, or broken JSON (C13). */
export function badBody(head: string, asked: Asked): AskFailure {
  const said = maskSecrets(plainText(head), asked.secrets);
  return askFailure(
    'bad-body',
    true,
    `${asked.host} answered with something that is not a model's answer${said === '' ? '.' : `: “${said}”.`} Check the provider's address; a proxy or a sign-in page may stand between.`,
  );
}

export const noKey = (asked: Asked): AskFailure =>
  askFailure('auth', false, `${asked.title} needs a key. Put one into ${asked.keyPlace}.`);

/** How the model stopped, where that is a failure of its own (C17, C18). */
export function failureOfStop(reason: StopReason, asked: Asked): AskFailure | null {
  switch (reason) {
    case 'length':
      return askFailure(
        'cut-off',
        false,
        'The model ran into its token limit before it had finished. Raise max tokens, or ask for less detail.',
      );
    case 'content-filter':
      return askFailure(
        'content-filter',
        false,
        `A content filter of ${asked.title} stopped the answer.`,
      );
    case 'refusal':
      return askFailure('refused', false, 'The model declined to answer this prompt.');
    case 'error':
      return askFailure(
        'server',
        true,
        `${asked.title} stopped with an error of its own. Try again.`,
      );
    case 'stop':
    case 'other':
      return null;
  }
}

function failure(
  { kind, retryable }: Cause,
  asked: Asked,
  answer: { said: string; status: number; wait: number | undefined; requestId: string | null },
): AskFailure {
  const said = maskSecrets(answer.said, asked.secrets).slice(0, ERROR_HEAD_LENGTH);
  const quote = said === '' ? '' : ` It says: “${said}”.`;
  const id = answer.requestId === null ? '' : ` Request id ${answer.requestId}.`;
  const made = askFailure(
    kind,
    retryable,
    `${sentence(kind, retryable, answer.status, answer.wait, asked)}${quote}${id}`,
  );
  made.httpStatus = answer.status;
  if (retryable && answer.wait !== undefined) made.retryAfterMs = answer.wait;
  return made;
}

function sentence(
  kind: AskKind,
  retryable: boolean,
  status: number,
  wait: number | undefined,
  { title, modelId, keyPlace }: Asked,
): string {
  switch (kind) {
    case 'auth':
      return `${title} refused the key (${status}). Put a working key into ${keyPlace}.`;
    case 'forbidden':
      return `${title} does not allow this (${status}): the key may lack the permission, or the model may be closed to your region.`;
    case 'unknown-model':
      return `${title} knows no model “${modelId}” at this address (${status}). Choose one from its list.`;
    case 'billing':
      return `${title} will not go on without payment (${status}): the balance or a spending limit is used up. Asking again will not help.`;
    case 'rate-limit':
      return `${title} asks to slow down (${status}).${waitSentence(wait)}`;
    case 'too-large':
      return `The request is too large for ${title} (${status}). Shorten the prompt or the template.`;
    case 'timeout':
      return `${title} took too long and gave up (${status}). Try again.`;
    case 'server':
      return `${title} failed (${status}); the fault is not in your request.${retryable ? ' Try again in a moment.' : ''}${waitSentence(wait)}`;
    default:
      return `${title} could not accept the request (${status}). Change the settings or the model.`;
  }
}

function waitSentence(wait: number | undefined): string {
  if (wait === undefined) return '';
  const longest = wait >= LONGEST_WAIT_MS ? ' or longer' : '';
  return wait < 120_000
    ? ` Wait ${Math.ceil(wait / 1000)} s.`
    : ` Wait ${Math.ceil(wait / 60_000)} min${longest}.`;
}

function timeoutSentence(
  { which, limitMs }: Extract<Ending, { kind: 'timeout' }>,
  { host }: Asked,
): string {
  const limit = `${limitMs / 1000} s`;
  if (which === 'first-byte')
    return `${host} sent nothing for ${limit}. It may still be loading the model, or be overloaded. Try again.`;
  if (which === 'idle')
    return `${host} fell silent for ${limit} in the middle of its answer. What had arrived is kept. Try again.`;
  return `The answer took longer than ${limit} in all and was stopped. What had arrived is kept. Raise the time limit for slow models.`;
}

const askFailure = (kind: AskKind, retryable: boolean, detail: string): AskFailure => ({
  stage: 'ask',
  kind,
  retryable,
  detail,
});

function requestIdOf(headers: Headers): string | null {
  const id = headers.get('x-request-id') ?? headers.get('request-id');
  return id !== null && /^[\w-]{1,100}$/.test(id) ? id : null;
}

/** The words of a body that may be HTML, on one line, cut to what people read. */
function plainText(body: string): string {
  return body
    .slice(0, ERROR_HEAD_LENGTH * 8)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, ERROR_HEAD_LENGTH);
}
