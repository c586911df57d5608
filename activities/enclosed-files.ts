import { letterDocument } from '../documents/letter-document.ts';
import type { LedgerLine } from '../office/claim-letters.ts';
import { readLetterFile } from '../office/read-letter-file.ts';
import type { MailFile } from '../mail/transport.ts';
import type { Db } from '../store/connection.ts';
import { getFile } from '../store/files.ts';
import { getLetter, listAttachedLetters } from '../store/letters.ts';
import type { LetterRow } from '../store/letters.ts';

/**
 * Reads the files of the letters that e-mails bring: the signed PDF when it is there, the Word file as issued, and those
 * of approved letters that are attached. Kept as long as one delivery, since a letter to all agencies is the same in a hundred envelopes.
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
  const { signed_sha256, signed_name } = await getLetter(db, id);
  const signed = signed_sha256 ? [{ ...(await getFile(db, signed_sha256)), name: signed_name ?? 'ban-ky-so.pdf' }] : [];
  const attached = (await listAttachedLetters(db, id)).filter(isApproved);
  const words = await Promise.all([id, ...attached.map((each) => each.id)].map((each) => wordFile(db, each)));
  return [...signed, ...words];
}

const wordFile = (db: Db, id: string): Promise<MailFile> => readLetterFile(db, id, letterDocument);

/** Only what an authorised person took for right leaves with a letter: the draft of UBND tỉnh's may criticise. */
const isApproved = ({ approved_at, voided_at }: LetterRow): boolean => approved_at !== null && voided_at === null;
