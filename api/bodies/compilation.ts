import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { listCompilations, listSendings } from '../../store/compilations.ts';
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
  documentNumber: Type.String(),
  issuedOn: Day,
  receiver: Type.String(),
  channel: Type.String(),
  sentAt: Moment,
});

export const sendingBody = (row: Awaited<ReturnType<typeof listSendings>>[number]): Static<typeof SendingBody> => ({
  documentNumber: row.document_number,
  issuedOn: row.issued_on.toString(),
  receiver: row.receiver,
  channel: row.channel,
  sentAt: row.sent_at.toString(),
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
