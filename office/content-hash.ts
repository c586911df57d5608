import { createHash } from 'node:crypto';
import { writtenPart } from '../domain/form.ts';
import type { AttachedFile, ReportContent } from '../domain/form.ts';

/** The sha256 of a value's JSON with its keys in order, hexadecimal: the same content has the same hash, however it was typed. */
export function contentHash(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('hex');
}

/** The hash of a report's version: its words, results and figures, and its files. */
export const versionHash = (written: ReportContent, attachments: readonly AttachedFile[]): string =>
  contentHash({ ...writtenPart(written), attachments });

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, ordered(each)]));
}
