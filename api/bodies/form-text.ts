import { Type } from '@fastify/type-provider-typebox';
import type { Static } from '@fastify/type-provider-typebox';
import type { FormText } from '../../store/forms.ts';
import { formBody } from './form.ts';
import { Exactly, Words } from './shapes.ts';

/** A code as typed: whether it is one is a defect of the form, and keeps no draft from being saved. */
const Code = Words(60);
const Figure = Type.Number({ minimum: -1e15, maximum: 1e15 });
const Two = Type.Array(Code, { minItems: 2, maxItems: 2 });

const IndicatorText = Exactly({
  code: Code,
  name: Words(500),
  unit: Words(60),
  type: Type.Enum(['integer', 'decimal', 'percent', 'yes_no', 'text']),
  aggregation: Type.Enum(['sum', 'mean', 'weighted', 'last', 'count', 'none']),
  weight: Type.Optional(Code),
  required: Type.Boolean(),
  min: Type.Optional(Figure),
  max: Type.Optional(Figure),
  // One of the three; an object with bounds names its problems better than a union of shapes.
  formula: Type.Optional(
    Type.Object(
      {
        sum: Type.Optional(Type.Array(Code, { maxItems: 100 })),
        difference: Type.Optional(Two),
        share: Type.Optional(Two),
      },
      { additionalProperties: false, minProperties: 1, maxProperties: 1 },
    ),
  ),
  compare: Type.Optional(Figure),
  askedOf: Type.Optional(Type.Enum(['departments', 'localities'])),
  source: Words(1000),
});

const SectionText = Exactly({
  code: Code,
  title: Words(500),
  hint: Words(2000),
  kind: Type.Enum(['narrative', 'tasks', 'indicators']),
  required: Type.Boolean(),
  indicators: Type.Optional(Type.Array(IndicatorText, { maxItems: 600 })),
});

/** What a form says: it may be defective, but not of another shape. */
export const FormTextBody = Exactly({
  title: Words(500),
  source: Words(2000),
  sections: Type.Array(SectionText, { maxItems: 60 }),
});

export const formTextBody = ({ title, source, sections }: FormText): Static<typeof FormTextBody> => ({
  title,
  source,
  sections: formBody({ id: '', version: 0, title, sections }).sections,
});
