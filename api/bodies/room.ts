import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Room } from '../../office/read-room.ts';
import { CommentBody, commentBody } from './comment.ts';
import { CycleBody, cycleBody } from './cycle.ts';
import { ExtensionBody, extensionBody } from './extension.ts';
import { FileBody, fileBody } from './file.ts';
import { FormBody, formBody } from './form.ts';
import { RaisedBody, raisedBody } from './obstacle.ts';
import { ReportBody } from './report.ts';
import { AgencyName, Day, Exactly, Look, Moment, ObligationState, Uuid } from './shapes.ts';
import { VersionBody, versionBody } from './submission.ts';

const TaskBody = Exactly({ code: Type.String(), group: Type.String(), title: Type.String(), text: Type.String() });

const PlanBody = Exactly({
  number: Type.String(),
  title: Type.String(),
  groups: Type.Array(Exactly({ code: Type.String(), title: Type.String() })),
});

/** Everything that an agency needs for its report: dates, form, tasks, draft, versions, requests. */
export const RoomBody = Exactly({
  id: Uuid,
  agency: AgencyName,
  cycle: CycleBody,
  state: ObligationState,
  stateAt: Moment,
  look: Look,
  due: Day,
  dueKind: Type.Enum(['due', 'extended', 'correction']),
  workingDaysLeft: Type.Integer({ description: 'Âm khi đã quá hạn.' }),
  graceHours: Type.Number({ description: 'Số giờ sau 24:00 của ngày hạn mà báo cáo vẫn đúng hạn.' }),
  lockedFrom: Type.Optional(Moment),
  plan: PlanBody,
  form: FormBody,
  tasks: Type.Array(TaskBody),
  draft: Exactly({ version: Type.Integer(), savedAt: Type.Optional(Moment), content: ReportBody }),
  submissions: Type.Array(VersionBody),
  comments: Type.Array(CommentBody),
  passed: Type.Array(Exactly({ part: Type.String(), version: Type.Integer() })),
  files: Type.Array(FileBody),
  extensions: Type.Array(ExtensionBody),
  obstacles: Type.Array(RaisedBody),
});

export const roomBody = (room: Room): Static<typeof RoomBody> => ({
  id: room.obligation.id,
  agency: { code: room.agency.code, name: room.agency.name },
  cycle: cycleBody(room.cycle),
  state: room.obligation.state,
  stateAt: room.obligation.stateAt.toString(),
  look: room.look,
  due: room.due.toString(),
  dueKind: room.dueKind,
  workingDaysLeft: room.workingDaysLeft,
  graceHours: room.graceHours,
  ...(room.lockedFrom && { lockedFrom: room.lockedFrom.toString() }),
  plan: { number: room.plan.number, title: room.plan.title, groups: [...room.plan.groups] },
  form: formBody(room.form),
  tasks: room.tasks.map(({ code, group, title, text }) => ({ code, group, title, text })),
  draft: {
    version: room.draft.version,
    content: room.draft.content,
    ...(room.draft.savedAt && { savedAt: room.draft.savedAt.toString() }),
  },
  submissions: room.submissions.map(versionBody),
  comments: room.comments.filter(({ told }) => told).map(commentBody),
  passed: [...room.passed.values()].map(({ part, version }) => ({ part, version })),
  files: room.attachments.map(fileBody),
  extensions: room.extensions.map(extensionBody),
  obstacles: room.obstacles.map(raisedBody),
});
