import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { AttachedFile } from '../../domain/form.ts';
import { Exactly, Sha256 } from './shapes.ts';

/** A file beside a report, by its content. */
export const FileBody = Exactly({
  name: Type.String(),
  sha256: Sha256,
  sizeBytes: Type.Integer(),
  mediaType: Type.String(),
});

export const fileBody = ({ name, sha256, sizeBytes, mediaType }: AttachedFile): Static<typeof FileBody> => ({
  name,
  sha256,
  sizeBytes,
  mediaType,
});
