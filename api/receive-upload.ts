import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';
import { dropUpload, finishUpload, receivePiece } from '../office/upload-file.ts';
import { getUpload, readPieces } from '../store/uploads.ts';
import type { Upload } from '../store/uploads.ts';
import type { Deps } from './deps.ts';
import { examineUpload } from './examine-upload.ts';
import type { AgencyActor } from './identity.ts';

/** A piece is stored when it has grown to this, so that a lost connection loses no more. */
const pieceBytes = 1024 * 1024;

interface Piece {
  agency: AgencyActor;
  id: string;
  from: number;
}

/**
 * Stores what a request brings of a file, as it comes, and answers how much has come in all. What arrived before a
 * connection broke is kept. The file's last bytes make it an attachment in one transaction, so that an upload whose bytes
 * have all come is one, whenever the process ends.
 * Refuses: `upload.not_found`, `upload.offset`, and what is refused of a file; then the upload is gone, unless it was only
 * not scanned.
 */
export async function receiveUpload(deps: Deps, request: FastifyRequest, piece: Piece): Promise<number> {
  const { db, clock } = deps;
  const { agency, id } = piece;
  const { obligation } = agency;
  const upload = await getUpload(db, obligation, id);
  if (upload.receivedBytes !== piece.from) throw new Refusal('upload.offset');
  if (upload.sha256) return upload.receivedBytes;

  let at = piece.from;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const store = async (): Promise<void> => {
    const content = Buffer.concat(waiting);
    if (content.length === 0) return;
    at = await receivePiece(db, { obligation, upload: id, from: at, content, at: clock.now() });
    [waiting, waitingBytes] = [[], 0];
  };
  for await (const bytes of arriving(request.raw)) {
    waiting.push(bytes);
    waitingBytes += bytes.length;
    const open = upload.sizeBytes - at - waitingBytes;
    if (open < 0) throw new Refusal('upload.offset');
    if (open > 0 && waitingBytes >= pieceBytes) await store();
  }
  if (at + waitingBytes < upload.sizeBytes) {
    await store();
    return at;
  }
  await finish(deps, request, { agency, upload, rest: Buffer.concat(waiting) });
  return upload.sizeBytes;
}

/** The bytes of a request until its end, or until the connection breaks: then nobody hears the answer. */
async function* arriving(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const bytes of request) yield bytes as Buffer;
  } catch {
    // What has come by now is stored by the caller; the client asks where to go on.
  }
}

async function finish(
  deps: Deps,
  { log }: FastifyRequest,
  { agency, upload, rest }: { agency: AgencyActor; upload: Upload; rest: Buffer },
): Promise<void> {
  const { db, clock } = deps;
  const { obligation } = agency;
  const content = Buffer.concat([await readPieces(db, upload.id), rest]);
  if (content.length !== upload.sizeBytes) throw new Refusal('upload.offset');
  try {
    const examined = await examineUpload(
      deps,
      { name: upload.name, content },
      { subject: obligation, actor: agency, log },
    );
    const file = { obligation, name: upload.name, content, ...examined, actor: agency, at: clock.now() };
    await finishUpload(db, { upload: upload.id, ...file });
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'file.not_scanned' && error.code !== 'upload.not_found') {
      await dropUpload(db, { obligation, upload: upload.id }).catch(ignoreGone);
    }
    throw error;
  }
}

/** Another request has dropped it first. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
