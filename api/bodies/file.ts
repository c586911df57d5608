import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { AttachedFile } from '../../domain/form.ts';
import { Exactly, Moment, Sha256 } from './shapes.ts';

/** A digital signature as it was found when the file came. */
const SignatureBody = Exactly({
  state: Type.Enum(['intact', 'changed', 'unsupported', 'unreadable']),
  kind: Type.Enum(['signature', 'timestamp']),
  signer: Type.Optional(Type.String()),
  organisation: Type.Optional(Type.String()),
  signedAt: Type.Optional(Moment),
  timeBy: Type.Optional(Type.Enum(['timestamp', 'unknown_timestamp', 'signer'])),
  covers: Type.Optional(Type.Enum(['whole', 'earlier'])),
  certificate: Type.Optional(Type.Enum(['valid', 'expired', 'not_yet_valid'])),
  trust: Type.Optional(Type.Enum(['trusted', 'unknown_root', 'no_roots'])),
  weak: Type.Optional(Type.Literal(true)),
});

/** A file beside a report, by its content. */
export const FileBody = Exactly({
  name: Type.String(),
  sha256: Sha256,
  sizeBytes: Type.Integer(),
  mediaType: Type.String(),
  attachedAt: Type.Optional(Moment),
  signatures: Type.Optional(Type.Array(SignatureBody, { description: 'Chữ ký số của tệp PDF; rỗng khi không có.' })),
});

export const fileBody = (file: AttachedFile): Static<typeof FileBody> => ({
  name: file.name,
  sha256: file.sha256,
  sizeBytes: file.sizeBytes,
  mediaType: file.mediaType,
  ...(file.attachedAt && { attachedAt: file.attachedAt }),
  ...(file.signatures && { signatures: [...file.signatures] }),
});
