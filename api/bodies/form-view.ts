import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { FormDefect } from '../../domain/form-defect.ts';
import { formDefectWords } from '../../domain/form-defect-words.ts';
import { formDefects } from '../../domain/form-defects.ts';
import type { FormView, ListedForm } from '../../office/read-forms.ts';
import type { FormVersion } from '../../store/forms.ts';
import { FormBody, formBody } from './form.ts';
import { FormTextBody, formTextBody } from './form-text.ts';
import { RegimeName } from './regime.ts';
import { CycleName, Exactly, Moment } from './shapes.ts';

/** A form's id: `kl69-nam`. */
export const ByForm = Type.Object({ id: RegimeName });
export const ByFormVersion = Type.Object({ id: RegimeName, version: Type.String({ pattern: '^[1-9]\\d{0,5}$' }) });

/** The number that the next save of the draft, or its publishing, must have seen. */
const Revision = Type.Integer({
  description: 'Lần lưu của bản thảo; gửi kèm ở If-Match khi lưu, trong nội dung khi ban hành.',
});

const DefectBody = Exactly({
  severity: Type.Enum(['error', 'warning'], { description: 'Còn lỗi (error) thì không ban hành được.' }),
  code: Type.String({ examples: ['formula.circle'] }),
  field: Type.String({ examples: ['sections.2.indicators.0.unit'] }),
  what: Type.String({ description: 'Lỗi gì.' }),
  mend: Type.String({ description: 'Cách sửa.' }),
});

export const FormListBody = Exactly({
  id: RegimeName,
  title: Type.String(),
  version: Type.Optional(Type.Integer({ description: 'Phiên bản mới nhất; không có khi mới là dự thảo.' })),
  drafted: Type.Boolean({ description: 'Có dự thảo của phiên bản sau.' }),
  regimes: Type.Array(RegimeName, { description: 'Các chế độ báo cáo dùng đề cương này.' }),
});

export const formListBody = ({ id, newest, draft, regimes }: ListedForm): Static<typeof FormListBody> => ({
  id,
  title: (newest ?? draft)?.title ?? '',
  ...(newest && { version: newest.version }),
  drafted: draft !== undefined,
  regimes: regimes.map((regime) => regime.id),
});

const Line = Exactly({ version: Type.Integer(), madeAt: Type.Optional(Moment), reason: Type.String() });

export const FormVersionBody = Type.Object(
  { ...FormBody.properties, ...Line.properties, source: Type.String() },
  { additionalProperties: false },
);

export const formVersionBody = (form: FormVersion): Static<typeof FormVersionBody> => ({
  ...formBody(form),
  source: form.source,
  ...lineBody(form),
});

const lineBody = ({ version, madeAt, reason }: FormVersion): Static<typeof Line> => ({
  version,
  reason,
  ...(madeAt && { madeAt: madeAt.toString() }),
});

const DraftBody = Type.Object(
  { ...FormTextBody.properties, savedAt: Moment, defects: Type.Array(DefectBody) },
  { additionalProperties: false },
);

/** A form with its versions, its draft and where it is used. */
export const FormDetail = Exactly({
  id: RegimeName,
  revision: Revision,
  newest: Type.Optional(FormVersionBody),
  draft: Type.Optional(DraftBody),
  versions: Type.Array(Line),
  regimes: Type.Array(RegimeName),
  cycles: Type.Array(Exactly({ id: CycleName, words: Type.String(), version: Type.Integer(), closed: Type.Boolean() })),
});

export const formDetail = ({ newest, draft, ...form }: FormView): Static<typeof FormDetail> => ({
  id: form.id,
  revision: form.revision,
  ...(newest && { newest: formVersionBody(newest) }),
  ...(draft && {
    draft: {
      ...formTextBody(draft),
      savedAt: draft.savedAt.toString(),
      defects: formDefects(draft, form.versions).map(defectBody),
    },
  }),
  versions: form.versions.map(lineBody),
  regimes: form.regimes.map(({ id }) => id),
  cycles: form.cycles.map(({ id, words, version, closed }) => ({ id, words, version, closed })),
});

const defectBody = (defect: FormDefect): Static<typeof DefectBody> => ({
  severity: defect.severity,
  code: defect.code,
  field: defect.field,
  ...formDefectWords(defect),
});
