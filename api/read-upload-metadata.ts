import { keptName } from '../domain/file-name.ts';
import { Refusal } from '../domain/refusal.ts';

/**
 * The name in a tus upload's metadata: pairs of a key and a base64 value with commas between.
 * Refuses: `request.invalid` without a name that can be kept, or for a file of no bytes.
 */
export function readMetadata(text: string, sizeBytes: number): { name: string } {
  const encoded = text
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .find(([key]) => key === 'filename')?.[1];
  const name = keptName(decoded(encoded ?? ''));
  if (sizeBytes > 0 && name) return { name };
  throw new Refusal('request.invalid', { count: '1' }, [
    { field: 'file', message: 'Cần một tệp có nội dung và có tên không quá 200 ký tự.' },
  ]);
}

function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    return '';
  }
}
