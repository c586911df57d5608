import { expect, test } from 'vitest';
import { answerComment } from '../../office/answer-comment.ts';
import { commentReport, resolveComment } from '../../office/comment-report.ts';
import { passPart, unpassPart } from '../../office/pass-part.ts';
import { acceptReport, returnReport } from '../../office/review-report.ts';
import type { Db } from '../../store/connection.ts';
import { listPasses } from '../../store/passed-parts.ts';
import { listComments } from '../../store/review-comments.ts';
import { getSubmission } from '../../store/submissions.ts';
import { vn } from '../given/clock.ts';
import { givenDb } from '../given/db.ts';
import { givenAgency, givenStaff } from '../given/people.ts';
import { givenReport } from '../given/report.ts';
import { givenReceived } from '../given/reviewed.ts';

const at = vn('2026-12-11 09:00');
const correctionDue = Temporal.PlainDate.from('2026-12-16');

async function givenReview(db: Db) {
  const received = await givenReceived(db);
  const { obligation } = received.agency;
  const staff = { actor: received.officer.actor, at };
  return {
    ...received,
    obligation,
    comment: (field: string, words: string, submission = received.submission) =>
      commentReport(db, { submission, field, words, ...staff }),
    giveBack: (submission = received.submission, reasons: { field: string; message: string }[] = []) =>
      returnReport(db, { submission, reasons, correctionDue, ...staff }),
    answer: (comment: string, words: string) =>
      answerComment(db, { obligation, comment, words, actor: received.agency.actor, at }),
    resolve: (comment: string, submission: string) => resolveComment(db, { comment, submission, ...staff }),
    pass: (part: string, submission = received.submission) => passPart(db, { submission, part, ...staff }),
    unpass: (part: string, submission = received.submission) => unpassPart(db, { submission, part, ...staff }),
    accept: (submission: string) => acceptReport(db, { submission, ...staff }),
    comments: () => listComments(db, obligation),
    reasons: async (submission = received.submission) => (await getSubmission(db, submission)).review?.reasons,
  };
}

test('open comments are the reasons of a return, in the form’s order, with those that come with the decision', async () => {
  const db = await givenDb();
  const { comment, giveBack, reasons, comments } = await givenReview(db);
  await comment('sections.III', 'Chưa nêu nguyên nhân.');
  await comment('tasks.II.1.a', 'Chưa có minh chứng.');
  await giveBack(undefined, [{ field: 'general', message: 'Thiếu chữ ký số.' }]);
  const expected = [
    { field: 'general', message: 'Thiếu chữ ký số.' },
    { field: 'tasks.II.1.a', message: 'Chưa có minh chứng.' },
    { field: 'sections.III', message: 'Chưa nêu nguyên nhân.' },
  ];
  expect(await reasons()).toEqual(expected);
  expect((await comments()).map(({ told }) => told)).toEqual([true, true, true]);
  const { letter } = await db
    .selectFrom('notification')
    .select('letter')
    .where('kind', '=', 'returned')
    .executeTakeFirstOrThrow();
  expect(letter).toMatchObject({ reasons: expected });
});

test('the same words about the same place are one comment; a return without any reason is refused', async () => {
  const db = await givenDb();
  const { comment, giveBack, comments } = await givenReview(db);
  await expect(giveBack()).rejects.toMatchObject({ code: 'request.invalid', problems: [{ field: 'reasons' }] });
  const first = await comment('sections.I', 'Viết gọn.');
  expect(await comment('sections.I', ' Viết gọn. ')).toBe(first);
  expect(await comment('sections.IV', 'Viết gọn.')).not.toBe(first);
  await giveBack(undefined, [{ field: 'sections.I', message: 'Viết gọn.' }]);
  expect(await comments()).toHaveLength(2);
});

test.each([
  { field: 'sections.IX', words: 'Có chữ.', blamed: 'field' },
  { field: 'tasks.không-có', words: 'Có chữ.', blamed: 'field' },
  { field: 'sections.I', words: '  ', blamed: 'words' },
  { field: 'sections.I', words: 'x'.repeat(5001), blamed: 'words' },
])('a comment on $field is refused for its $blamed', async ({ field, words, blamed }) => {
  const { comment } = await givenReview(await givenDb());
  await expect(comment(field, words)).rejects.toMatchObject({ code: 'request.invalid', problems: [{ field: blamed }] });
});

test('only who may review comments and passes, and only on what is not decided yet', async () => {
  const db = await givenDb();
  const { submission, comment, giveBack, pass } = await givenReview(db);
  const { actor } = await givenStaff(db, 'viewer');
  expect(() => commentReport(db, { submission, field: 'general', words: 'Có.', actor, at })).toThrow(
    'actor.not_allowed',
  );
  expect(() => passPart(db, { submission, part: 'files', actor, at })).toThrow('actor.not_allowed');
  await comment('general', 'Thiếu.');
  await giveBack();
  await expect(comment('general', 'Thêm.')).rejects.toMatchObject({ code: 'submission.reviewed' });
  await expect(pass('sections.I')).rejects.toMatchObject({ code: 'submission.reviewed' });
});

test('an agency answers what it was told, and no comment before; the last answer counts', async () => {
  const db = await givenDb();
  const { comment, giveBack, answer, comments, cycle } = await givenReview(db);
  const id = await comment('sections.III', 'Chưa nêu nguyên nhân.');
  await expect(answer(id, 'Đã bổ sung.')).rejects.toMatchObject({ code: 'comment.not_found' });
  await giveBack();
  await expect(answer(id, ' ')).rejects.toMatchObject({ code: 'request.invalid' });
  await answer(id, 'Đã bổ sung.');
  await answer(id, ' Đã bổ sung hai nguyên nhân. ');
  await answer(id, 'Đã bổ sung hai nguyên nhân.');
  expect((await comments())[0]?.answer?.words).toBe('Đã bổ sung hai nguyên nhân.');
  const audit = await db.selectFrom('audit').select('verb').where('verb', '=', 'answer-comment').execute();
  expect(audit).toHaveLength(2);
  const other = await givenAgency(db, cycle, 'SNV');
  const stranger = { obligation: other.obligation, actor: other.actor, at };
  await expect(answerComment(db, { ...stranger, comment: id, words: 'Của cơ quan khác.' })).rejects.toMatchObject({
    code: 'comment.not_found',
  });
  await db
    .updateTable('cycle')
    .set({ closed_at: vn('2026-12-31 17:00') })
    .execute();
  await expect(answer(id, 'Muộn.')).rejects.toMatchObject({ code: 'cycle.closed' });
});

test('a comment that is not closed is a reason of the next return too; a closed one is not', async () => {
  const db = await givenDb();
  const { comment, giveBack, resolve, submit, reasons, answer } = await givenReview(db);
  const kept = await comment('sections.III', 'Chưa nêu nguyên nhân.');
  const mended = await comment('sections.I', 'Viết gọn.');
  await giveBack();
  await answer(mended, 'Đã viết gọn.');
  const second = await submit('2026-12-14 08:00', givenReport({ I: 'Gọn.' }));
  await resolve(mended, second);
  await resolve(mended, second);
  await giveBack(second);
  expect(await reasons(second)).toEqual([{ field: 'sections.III', message: 'Chưa nêu nguyên nhân.' }]);
  await expect(answer(mended, 'Lại sửa.')).rejects.toMatchObject({ code: 'comment.resolved' });
  await answer(kept, 'Đã nêu.');
});

test('a comment on a version that was replaced before it was returned is told with the return of the newer one, and answered', async () => {
  const db = await givenDb();
  const { comment, giveBack, submit, reasons, answer, comments, officer } = await givenReview(db);
  const open = await comment('sections.III', 'Chưa nêu nguyên nhân.');
  const closed = await comment('sections.I', 'Viết gọn.');
  const second = await submit('2026-12-11 10:00', givenReport({ I: 'Gọn.' }));
  await resolveComment(db, {
    comment: closed,
    submission: second,
    actor: officer.actor,
    at: at.subtract({ minutes: 1 }),
  });
  await giveBack(second);
  expect(await reasons(second)).toEqual([{ field: 'sections.III', message: 'Chưa nêu nguyên nhân.' }]);
  expect((await comments()).map(({ id, told }) => [id, told])).toEqual(
    expect.arrayContaining([
      [open, true],
      [closed, false],
    ]),
  );
  await answer(open, 'Đã nêu.');
  await expect(answer(closed, 'Đã gọn.')).rejects.toMatchObject({ code: 'comment.not_found' });
});

test('accepting closes every open comment', async () => {
  const db = await givenDb();
  const { comment, accept, submission, comments } = await givenReview(db);
  await comment('general', 'Năm sau nên có số liệu.');
  await accept(submission);
  expect((await comments()).map(({ resolvedAt }) => String(resolvedAt))).toEqual([String(at)]);
});

test('a part that passes closes its comments, a comment takes the pass back, and the letter names what passed', async () => {
  const db = await givenDb();
  const { comment, pass, unpass, giveBack, comments, obligation } = await givenReview(db);
  const parts = async () => (await listPasses(db, obligation)).map(({ part }) => part).toSorted();
  await comment('tasks.II.1.a', 'Chưa có minh chứng.');
  await pass('sections.II');
  await pass('sections.II');
  expect((await comments()).every(({ resolvedAt }) => resolvedAt)).toBe(true);
  await pass('sections.I');
  await pass('files');
  await comment('sections.I', 'Xem lại.');
  expect(await parts()).toEqual(['files', 'sections.II']);
  await unpass('files');
  await unpass('files');
  await expect(pass('sections.IX')).rejects.toMatchObject({ code: 'request.invalid', problems: [{ field: 'part' }] });
  await giveBack();
  expect(await parts()).toEqual(['sections.II']);
  const { letter } = await db
    .selectFrom('notification')
    .select('letter')
    .where('kind', '=', 'returned')
    .executeTakeFirstOrThrow();
  expect(letter).toMatchObject({ passed: ['sections.II'] });
});
