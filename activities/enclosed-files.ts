import type { LedgerLine } from '../office/claim-letters.ts';
import type { MailFile } from '../mail/transport.ts';
import type { Db } from '../store/connection.ts';
import { getFile } from '../store/files.ts';
import { getLetter } from '../store/letters.ts';

/**
 * Reads the files of the letters that e-mails bring: the Word file as issued and, when it is there, the signed PDF. Kept
 * as long as one delivery, since a letter to all agencies is the same in a hundred envelopes.
 */
export function createEnclosures(db: Db): (lines: readonly LedgerLine[]) => Promise<MailFile[]> {
  const known = new Map<string, Promise<MailFile[]>>();
  const filesOf = (document: string): Promise<MailFile[]> => {
    const files = known.get(document) ?? readFiles(db, document);
    known.set(document, files);
    return files;
  };
  return async (lines) => {
    const documents = new Set(lines.flatMap(({ letter }) => documentIn(letter) ?? []));
    return (await Promise.all([...documents].map(filesOf))).flat();
  };
}

const documentIn = (letter: Record<string, unknown>): string | undefined =>
  letter['kind'] === 'official-letter' || letter['kind'] === 'official-report' ? String(letter['document']) : undefined;

async function readFiles(db: Db, id: string): Promise<MailFile[]> {
  const { number, document_sha256, signed_sha256, signed_name } = await getLetter(db, id);
  const name = (number ?? '').replaceAll(/[^\p{L}\p{N}]+/gu, '-');
  const named = [
    ...(signed_sha256 ? [[signed_sha256, signed_name ?? `${name}.pdf`] as const] : []),
    ...(document_sha256 ? [[document_sha256, `${name}.docx`] as const] : []),
  ];
  return Promise.all(named.map(async ([sha256, file]) => ({ ...(await getFile(db, sha256)), name: file })));
}
