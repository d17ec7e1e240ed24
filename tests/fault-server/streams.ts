/** Well-formed streams of the three wire formats around any text, for tests that break them. */

export interface StreamFacts {
  model?: string;
  reasoning?: string;
  /** The provider's own word; `null` sends none. */
  stop?: string | null;
  /** Sends the closing event or `[DONE]`. Default true. */
  closed?: boolean;
}

export const event = (data: unknown, name?: string): string =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** Pieces of about five code points, so that every stream has several deltas. */
const pieces = (text: string): string[] => text.match(/[\s\S]{1,5}/gu) ?? [];

export function openAiStream(text: string, facts: StreamFacts = {}): string {
  const { model = 'model-1', reasoning = '', stop = 'stop', closed = true } = facts;
  const chunk = (delta: object, finish: string | null = null) =>
    event({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1700000000,
      model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  const usage = { prompt_tokens: 11, completion_tokens: 22, total_tokens: 33 };
  return [
    chunk({ role: 'assistant', content: '' }),
    ...pieces(reasoning).map((piece) => chunk({ reasoning_content: piece })),
    ...pieces(text).map((piece) => chunk({ content: piece })),
    ...(stop === null ? [] : [chunk({}, stop), event({ model, choices: [], usage })]),
    ...(closed ? [event('[DONE]')] : []),
  ].join('');
}

export function anthropicStream(text: string, facts: StreamFacts = {}): string {
  const { model = 'model-1', reasoning = '', stop = 'end_turn', closed = true } = facts;
  const typed = (data: { type: string } & Record<string, unknown>) => event(data, data.type);
  const block = (index: number, kind: 'thinking' | 'text', words: string) => [
    typed({ type: 'content_block_start', index, content_block: { type: kind, [kind]: '' } }),
    ...pieces(words).map((piece) =>
      typed({
        type: 'content_block_delta',
        index,
        delta: { type: `${kind}_delta`, [kind]: piece },
      }),
    ),
    typed({ type: 'content_block_stop', index }),
  ];
  return [
    typed({
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        usage: { input_tokens: 11, output_tokens: 1 },
      },
    }),
    typed({ type: 'ping' }),
    ...(reasoning === '' ? [] : block(0, 'thinking', reasoning)),
    ...block(reasoning === '' ? 0 : 1, 'text', text),
    ...(stop === null
      ? []
      : [
          typed({
            type: 'message_delta',
            delta: { stop_reason: stop, stop_sequence: null },
            usage: { output_tokens: 22 },
          }),
        ]),
    ...(closed ? [typed({ type: 'message_stop' })] : []),
  ].join('');
}

export function geminiStream(text: string, facts: StreamFacts = {}): string {
  const { model = 'model-1', reasoning = '', stop = 'STOP' } = facts;
  const chunk = (parts: object[], finishReason?: string) =>
    event({
      candidates: [{ content: { role: 'model', parts }, index: 0, finishReason }],
      usageMetadata: {
        promptTokenCount: 11,
        candidatesTokenCount: finishReason ? 20 : 5,
        ...(reasoning === '' ? {} : { thoughtsTokenCount: 2 }),
      },
      modelVersion: model,
    });
  return [
    ...pieces(reasoning).map((piece) => chunk([{ text: piece, thought: true }])),
    ...pieces(text).map((piece) => chunk([{ text: piece }])),
    ...(stop === null ? [] : [chunk([{ text: '' }], stop)]),
  ].join('');
}
