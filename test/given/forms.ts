import { readFileSync } from 'node:fs';
import type { Form, FormSection, Indicator } from '../../domain/form.ts';

/** A sound indicator of that code, changed as said. */
export const indicator = (code: string, more: Partial<Indicator> = {}): Indicator => ({
  ...{ code, name: `Chỉ tiêu ${code}`, unit: 'nhiệm vụ', type: 'integer', aggregation: 'sum', required: false },
  ...{ source: 'Thông tư 15/2018/TT-BKHCN' },
  ...more,
});

/** A sound section of words of that code, changed as said. */
export const section = (code: string, more: Partial<FormSection> = {}): FormSection => ({
  ...{ code, title: `Phần ${code}`, hint: '', kind: 'narrative', required: false },
  ...more,
});

/** A form with one table of these indicators. */
export const formOf = (...indicators: Indicator[]): Form => ({
  ...{ id: 'f', version: 1, title: 'Đề cương' },
  sections: [section('BS', { title: 'Biểu số liệu', kind: 'indicators', indicators })],
});

/** The form that the project ships. */
export const sampleForm = JSON.parse(
  readFileSync(new URL('../../data/form-kl69.json', import.meta.url), 'utf8'),
) as Form & { source: string };
