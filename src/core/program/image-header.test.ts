import { describe, expect, it } from 'vitest';
import { decodeBase64 } from './base64.ts';
import { readDataUrl } from './data-url.ts';
import { readImageSize } from './image-header.ts';

// 3 x 2 pixels each, written by Pillow 13.0.0.
const SAMPLES = {
  PNG: 'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAFUlEQVR4nGM8wcXFwMDAwMDAxAADABByAOAp6i43AAAAAElFTkSuQmCC',
  JPEG: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAACAAMDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwCGiiioOk//2Q==',
  'progressive JPEG':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wgARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAVAQEBAAAAAAAAAAAAAAAAAAACA//aAAwDAQACEAMQAAABgGn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAEFAn//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/AX//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/AX//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAY/An//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IX//2gAMAwEAAgADAAAAEA//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/EH//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EH//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/EH//2Q==',
  GIF: 'R0lGODdhAwACAIEAAMgKCgAAAAAAAAAAACwAAAAAAwACAAAIBgABCBwYEAA7',
  'lossy WebP': 'UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoDAAIADMDOJaACdAFAAAD+4LkIw1uvxQ5s7gVAAAA=',
  'lossless WebP': 'UklGRh4AAABXRUJQVlA4TBEAAAAvAkAAAAdQhSJXof+BiOh/AAA=',
  'extended WebP':
    'UklGRloAAABXRUJQVlA4WAoAAAAIAAAAAgAAAQAAVlA4IDAAAADQAQCdASoDAAIAAUAmJaACdLoB+AADsAD+9hNf/izkYjs83/4E78Cd+BO/8AAAAABFWElGBAAAAGFhYWE=',
};

describe('readImageSize', () => {
  it.each(Object.entries(SAMPLES))('of %s', (_, base64) => {
    expect(readImageSize(decodeBase64(base64))).toEqual({ width: 3, height: 2 });
  });

  it('is null for anything else and never reads past the end', () => {
    for (const base64 of Object.values(SAMPLES)) {
      const bytes = decodeBase64(base64);
      for (let length = 0; length < bytes.length; length++) {
        expect(() => readImageSize(bytes.subarray(0, length))).not.toThrow();
      }
    }
    expect(readImageSize(new Uint8Array(40))).toBeNull();
  });
});

describe('readDataUrl', () => {
  const text = (url: string) => new TextDecoder().decode(readDataUrl(url)!.bytes);

  it('reads base64, percent-encoded and plain text', () => {
    expect(text('data:text/plain;base64,w6k\n=')).toBe('é');
    expect(text('data:;base64,w6k%3D')).toBe('é');
    expect(text('data:image/svg+xml;utf8,<svg>%C3%A9é</svg>')).toBe('<svg>éé</svg>');
    expect(readDataUrl('DATA:Image/PNG;base64,')!.mime).toBe('image/png');
  });

  it('is null for other URLs', () => {
    expect(readDataUrl('https://x/y')).toBeNull();
    expect(readDataUrl('data:nothing')).toBeNull();
  });
});
