/** The few globals that page, worker and Node all have, and core may therefore use. */
declare function structuredClone<T>(value: T): T;
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
declare const performance: { now(): number };
declare const crypto: {
  subtle: { digest(algorithm: 'SHA-256', data: BufferSource): Promise<ArrayBuffer> };
  randomUUID(): string;
};
type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;
declare class File {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}
declare class Blob {
  constructor(parts: (BufferSource | string)[]);
  stream(): ByteStream;
}
interface ByteStream {
  pipeThrough(transform: CompressionStream | DecompressionStream): ByteStream;
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array<ArrayBuffer> }>;
    cancel(): Promise<void>;
  };
}
declare class CompressionStream {
  constructor(format: 'deflate-raw');
}
declare class DecompressionStream {
  constructor(format: 'deflate-raw');
}
declare function btoa(text: string): string;
declare function atob(text: string): string;
