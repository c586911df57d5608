import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { listCompilations } from '../../store/compilations.ts';
import type { Sending } from '../../store/sendings.ts';
import { CompilationViewFields } from './compilation-view.ts';
import { CycleName, Day, Exactly, Moment, Sha256, Uuid } from './shapes.ts';

/** A compilation run: how far it is, what it is made from, how it ended. */
export const CompilationBody = Exactly({
  id: Uuid,
  cycle: CycleName,
  number: Type.Integer(),
  final: Type.Boolean(),
  state: Type.Enum(['running', 'ready', 'cancelled', 'failed']),
  done: Type.Integer(),
  total: Type.Integer(),
  phase: Type.String(),
  startedAt: Moment,
  endedAt: Type.Optional(Moment),
  failure: Type.Optional(Type.String()),
});

type Compilation = Awaited<ReturnType<typeof listCompilations>>[number];

export const compilationBody = (row: Compilation): Static<typeof CompilationBody> => ({
  id: row.id,
  cycle: row.cycle_id,
  number: row.number,
  final: row.final,
  state: row.state,
  done: row.done,
  total: row.total,
  phase: row.phase,
  startedAt: row.started_at.toString(),
  ...(row.ended_at && { endedAt: row.ended_at.toString() }),
  ...(row.failure && { failure: row.failure }),
});

/** That a compiled report was issued with a number and sent to a receiver. */
export const SendingBody = Exactly({
  id: Uuid,
  documentNumber: Type.String(),
  issuedOn: Day,
  receiver: Type.String(),
  channel: Type.String(),
  sentAt: Moment,
  file: Type.Optional(Exactly({ name: Type.String(), sha256: Type.String() })),
  withdrawn: Type.Optional(Exactly({ at: Moment, reason: Type.String() })),
});

export const sendingBody = (row: Sending): Static<typeof SendingBody> => ({
  id: row.id,
  documentNumber: row.document_number,
  issuedOn: row.issued_on.toString(),
  receiver: row.receiver,
  channel: row.channel,
  sentAt: row.sent_at.toString(),
  ...(row.sha256 && { file: { name: row.file_name ?? '', sha256: row.sha256 } }),
  ...(row.withdrawn_at && { withdrawn: { at: row.withdrawn_at.toString(), reason: row.withdrawn_reason ?? '' } }),
});

/** A run with its sources and sendings. */
export const CompilationDetail = Type.Object(
  {
    ...CompilationBody.properties,
    sources: Type.Array(
      Exactly({
        ...{ submission: Uuid, agency: Type.String(), receipt: Type.String(), version: Type.Integer() },
        sha256: Sha256,
      }),
    ),
    ...CompilationViewFields,
    sendings: Type.Array(SendingBody),
  },
  { additionalProperties: false },
);
