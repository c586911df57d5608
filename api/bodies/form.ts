import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { Form, Formula, Indicator } from '../../domain/form.ts';
import { Exactly } from './shapes.ts';

const IndicatorBody = Exactly({
  code: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  type: Type.Enum(['integer', 'decimal', 'percent', 'yes_no', 'text']),
  aggregation: Type.Enum(['sum', 'mean', 'weighted', 'last', 'count', 'none']),
  weight: Type.Optional(Type.String()),
  required: Type.Boolean(),
  min: Type.Optional(Type.Number()),
  max: Type.Optional(Type.Number()),
  formula: Type.Optional(
    Type.Union([
      Exactly({ sum: Type.Array(Type.String()) }),
      Exactly({ difference: Type.Array(Type.String()) }),
      Exactly({ share: Type.Array(Type.String()) }),
    ]),
  ),
  compare: Type.Optional(
    Type.Number({ description: 'Thay đổi quá bấy nhiêu phần trăm so với năm trước thì cần giải thích.' }),
  ),
  askedOf: Type.Optional(Type.Enum(['departments', 'localities'])),
  source: Type.String(),
});

const SectionBody = Exactly({
  code: Type.String(),
  title: Type.String(),
  hint: Type.String(),
  kind: Type.Enum(['narrative', 'tasks', 'indicators']),
  required: Type.Boolean(),
  indicators: Type.Optional(Type.Array(IndicatorBody)),
});

/** A version of a form: its outline and its tables of figures. */
export const FormBody = Exactly({
  id: Type.String(),
  version: Type.Integer(),
  title: Type.String(),
  sections: Type.Array(SectionBody),
});

export const formBody = ({ id, version, title, sections }: Form): Static<typeof FormBody> => ({
  id,
  version,
  title,
  sections: sections.map(({ indicators, ...section }) => ({
    ...section,
    ...(indicators && { indicators: indicators.map(indicatorBody) }),
  })),
});

const indicatorBody = ({ formula, ...indicator }: Indicator): Static<typeof IndicatorBody> => ({
  ...indicator,
  ...(formula && { formula: formulaBody(formula) }),
});

const formulaBody = (formula: Formula) =>
  'sum' in formula
    ? { sum: [...formula.sum] }
    : 'difference' in formula
      ? { difference: [...formula.difference] }
      : { share: [...formula.share] };
