import type { AgencyKind } from './agency.ts';
import type { Problem } from './refusal.ts';
import { isWave } from './regime.ts';
import type { Recipient, Regime, Rung, StatedDate, When } from './regime.ts';
import { partsOf } from './term.ts';
import { sendingProblems } from './sending-problems.ts';
import type { DayOfTerm } from './term.ts';

/**
 * What a regime's data must mend before it can be stored; an empty list when nothing must. It says what the shape of the
 * data cannot: names that must differ, dates that must exist, one way of saying when.
 * In: data of the shape of `Regime`. Out: every problem at once, in Vietnamese; `field` is `ladder.3.when.day`.
 * Source: NĐ 09/2019 Đ.7 (components), Đ.12 (frequencies).
 */
export function regimeProblems(regime: Regime): Problem[] {
  return [
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(regime.id) && regime.id.length <= 40 && regime.id !== 'new'
      ? []
      : [problem('id', 'Mã chế độ gồm chữ thường không dấu, chữ số và dấu gạch nối, tối đa 40 ký tự.')]),
    ...componentProblems(regime),
    ...frequencyProblems(regime),
    ...subjectProblems(regime),
    ...statedDates(regime).flatMap(([field, stated]) => dayProblems(field, stated, regime)),
    ...(regime.late.policy === 'lock' && regime.late.workingDays === undefined
      ? [problem('late.workingDays', 'Cần ghi khóa nhận báo cáo sau hạn bao nhiêu ngày làm việc.')]
      : []),
    ...regime.ladder.flatMap((rung, place) => rungProblems(rung, `ladder.${place}`, regime)),
    ...sendingProblems(regime),
    ...duplicateRungs(regime.ladder),
    ...(regime.ladder.length === 0 ? [problem('ladder', 'Thang đôn đốc chưa có bậc nào.')] : []),
  ];
}

const problem = (field: string, message: string): Problem => ({ field, message });

/** Components 1 to 9 of NĐ 09/2019 Đ.7 belong to every periodic report; tables and procedure where there are any. */
function componentProblems({ components }: Regime): Problem[] {
  return Object.entries(components)
    .filter(([name, words]) => !words.trim() && name !== 'tables' && name !== 'procedure')
    .map(([name]) => problem(`components.${name}`, 'Cần ghi thành phần này của chế độ báo cáo (NĐ 09/2019 Đ.7).'));
}

function frequencyProblems({ frequency, parts, once }: Regime): Problem[] {
  const most = partsOf(frequency);
  const problems: Problem[] = [];
  if (parts && (frequency === 'year' || frequency === 'once')) {
    problems.push(problem('parts', 'Báo cáo năm và báo cáo một lần không chia kỳ trong năm.'));
  } else if (parts && (parts.length === 0 || parts.some((part) => part < 1 || part > most))) {
    problems.push(problem('parts', `Các kỳ phải báo cáo đánh số từ 1 đến ${most}.`));
  } else if (parts && new Set(parts).size < parts.length) {
    problems.push(problem('parts', 'Mỗi kỳ chỉ ghi một lần.'));
  }
  if (frequency === 'once' && !once) {
    problems.push(problem('once.from', 'Báo cáo một lần cần ghi khoảng thời gian lấy số liệu.'));
  }
  if (frequency !== 'once' && once) {
    problems.push(problem('once.from', 'Chỉ báo cáo một lần mới ghi khoảng thời gian riêng.'));
  }
  if (once) problems.push(...onceProblems(once));
  return problems;
}

function onceProblems({ from, to }: { from: string; to: string }): Problem[] {
  const wrong = Object.entries({ from, to }).filter(([, text]) => !existing(text));
  if (wrong.length > 0) return wrong.map(([name]) => problem(`once.${name}`, 'Cần một ngày có thật.'));
  return from > to ? [problem('once.to', 'Ngày cuối không được trước ngày đầu.')] : [];
}

function subjectProblems({ subjects, dueOf }: Regime): Problem[] {
  return [
    ...(subjects.length === 0 ? [problem('subjects', 'Cần chọn ít nhất một nhóm cơ quan phải báo cáo.')] : []),
    ...(Object.keys(dueOf ?? {}) as AgencyKind[])
      .filter((kind) => !subjects.includes(kind))
      .map((kind) => problem(`dueOf.${kind}.day`, 'Nhóm cơ quan này không thuộc đối tượng phải báo cáo.')),
  ];
}

/** The dates that a regime states, with the paths of their fields. */
export function statedDates(regime: Regime): [field: string, stated: StatedDate][] {
  const { cutOff, due, sendUp, extensionLimit, dueOf = {}, sendings = {} } = regime;
  return [
    ...Object.entries({ cutOff, due }),
    ...Object.entries(dueOf).map(([kind, stated]): [string, StatedDate] => [`dueOf.${kind}`, stated]),
    ...Object.entries({ sendUp, extensionLimit }),
    ...(sendings.dates ?? []).map(({ date }, place): [string, StatedDate] => [`sendings.dates.${place}.date`, date]),
  ];
}

/** A day is said in one way, and exists; a date of the year would be the same for every part of it. */
function dayProblems(field: string, stated: DayOfTerm, { frequency, parts }: Regime): Problem[] {
  const { monthDay, day, monthsAfter } = stated as Partial<{ monthDay: string; day: number; monthsAfter: number }>;
  if (monthDay === undefined) {
    if (day === undefined || monthsAfter === undefined) {
      return [problem(`${field}.day`, 'Cần ghi ngày: một ngày của năm (ngày/tháng), hoặc ngày thứ mấy của tháng nào.')];
    }
    return [];
  }
  if (day !== undefined || monthsAfter !== undefined) {
    return [problem(`${field}.day`, 'Chỉ ghi một cách: ngày của năm, hoặc ngày tính theo tháng cuối kỳ.')];
  }
  // 2027 has no 29 February: a date that only some years have cannot be kept in all of them.
  if (!existing(`2027-${monthDay}`)) return [problem(`${field}.day`, 'Ngày này không có trong mọi năm.')];
  if (partsOf(frequency) > 1 && (parts?.length ?? partsOf(frequency)) > 1) {
    return [problem(`${field}.day`, 'Kỳ lặp lại trong năm phải ghi ngày tính theo tháng cuối kỳ.')];
  }
  return [];
}

function existing(iso: string): boolean {
  try {
    return Boolean(Temporal.PlainDate.from(iso));
  } catch {
    return false;
  }
}

function rungProblems({ when, kind, to, follows }: Rung, field: string, regime: Regime): Problem[] {
  return [
    ...whenProblems(when, `${field}.when`, regime),
    ...(follows === 'correction' && kind !== 'remind' && kind !== 'urge'
      ? [problem(`${field}.kind`, 'Chỉ bậc nhắc và bậc đôn đốc đi theo hạn bổ sung.')]
      : []),
    ...to
      .filter((who) => !mayReceive(kind, who))
      .map((who) =>
        problem(
          `${field}.to.${who}`,
          isWave(kind)
            ? 'Thư gửi cơ quan chỉ đến người liên hệ của cơ quan đó.'
            : 'Bước này chỉ báo cho người của cơ quan đầu mối.',
        ),
      ),
  ];
}

/** Waves go to the agencies' contacts; every other step is told to the focal agency's people. */
export const mayReceive = (kind: Rung['kind'], who: Recipient): boolean =>
  isWave(kind) ? who !== 'officer' && who !== 'leader' : who === 'officer' || who === 'leader';

function whenProblems(when: When, field: string, regime: Regime): Problem[] {
  const { workingDays, ...stated } = when as Partial<{ workingDays: number; roll: string }> & DayOfTerm;
  if (workingDays === undefined) {
    return [
      ...dayProblems(field, stated, regime),
      ...(stated.roll === undefined ? [problem(`${field}.roll`, 'Cần chọn cách xử lý khi trùng ngày nghỉ.')] : []),
    ];
  }
  return Object.keys(stated).length > 0
    ? [problem(`${field}.workingDays`, 'Chỉ ghi một cách: số ngày làm việc so với hạn, hoặc một ngày ấn định.')]
    : [];
}

function duplicateRungs(ladder: readonly Rung[]): Problem[] {
  return ladder.flatMap(({ rung }, place) =>
    ladder.findIndex((each) => each.rung === rung) < place
      ? [problem(`ladder.${place}.rung`, `Mã bậc “${rung}” đã dùng ở bậc khác.`)]
      : [],
  );
}
