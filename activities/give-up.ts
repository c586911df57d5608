import type { CompilationStep } from '../domain/compilation-steps.ts';
import { Refusal } from '../domain/refusal.ts';
import { failCompilation } from '../office/fail-compilation.ts';
import type { Db } from '../store/connection.ts';

/** After so many tries (half a minute) an error is no accident any more. */
const mostTries = 8;
/** A try that ends with its worker leaves no error; a database that is down leaves no note. Together some ten minutes. */
const mostBegun = 30;

export interface Failing {
  compilation: string;
  step: CompilationStep;
  /** The engine's count of tries, from 1. */
  attempt: number;
  /** What the try ended with; absent before it begins. */
  error?: unknown;
  at: Temporal.Instant;
}

/** Makes a run failed when trying its step again is no use; answers whether it did. */
export async function giveUp(db: Db, { compilation, step, attempt, error, at }: Failing): Promise<boolean> {
  const hopeless = error === undefined ? attempt > mostBegun : error instanceof Refusal || attempt >= mostTries;
  if (hopeless) await failCompilation(db, { compilation, step, why: reasonOf(error, attempt), at });
  return hopeless;
}

function reasonOf(error: unknown, attempt: number): string {
  if (error === undefined) return `máy chủ dừng giữa chừng ${attempt - 1} lần liên tiếp.`;
  if (!(error instanceof Refusal)) return `hệ thống gặp lỗi sau ${attempt} lần thử; lỗi đã được ghi lại.`;
  if (error.code === 'calendar.gap') return 'lịch làm việc chưa đủ ngày; đề nghị bổ sung lịch rồi làm lại.';
  return `thông tin của lần tổng hợp chưa đủ (${error.code}).`;
}
