/** How a sign-in comes back in the page's own address; read at each start, unlike the sign-in itself. */

/** OpenRouter passes the callback's own query through, so the state travels there. */
export const STATE = 'sign-in';

/** Taken out of the address once they are read. */
export const ANSWER_PARAMETERS = [STATE, 'code', 'error', 'error_description'] as const;

/** Whether it may be an answer: another page's query looks the same from here. */
export const mayHoldAnswer = (url: URL): boolean =>
  ANSWER_PARAMETERS.some((name) => url.searchParams.has(name));
