import type { FastifySchemaValidationError } from 'fastify';
import type { Problem } from '../domain/refusal.ts';

/** How many places are named at most; what a program sends wrongly a thousand times need not be said a thousand times. */
const namedPlaces = 100;

/** Every place of a request that has not the shape it must have, with a Vietnamese sentence. */
export const validationProblems = (errors: readonly FastifySchemaValidationError[]): Problem[] =>
  errors.slice(0, namedPlaces).map((error) => ({
    field: fieldOf(error),
    message: sentences[error.keyword]?.(error.params) ?? 'Giá trị chưa đúng.',
  }));

/** `tasks.II.1.a.percent`: the path of a value, or of the field that lacks or is too many. */
function fieldOf({ instancePath, params }: FastifySchemaValidationError): string {
  const path = instancePath.slice(1).split('/').map(unescaped);
  const child = params['missingProperty'] ?? params['additionalProperty'];
  return [...path, ...(typeof child === 'string' ? [child] : [])].filter(Boolean).join('.') || 'body';
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

const sentences: Record<string, (params: Record<string, unknown>) => string> = {
  required: () => 'Thiếu trường này.',
  additionalProperties: () => 'Không có trường này trong mẫu.',
  type: ({ type }) => `Sai kiểu dữ liệu; cần ${types[String(type)] ?? String(type)}.`,
  enum: ({ allowedValues }) => `Chỉ nhận: ${Array.isArray(allowedValues) ? allowedValues.join(', ') : ''}.`,
  format: ({ format }) => (format === 'date' ? 'Cần một ngày có thật, dạng 2026-12-17.' : 'Sai định dạng.'),
  pattern: () => 'Sai định dạng.',
  minLength: () => 'Cần ghi nội dung này.',
  uniqueItems: () => 'Mỗi mục chỉ ghi một lần.',
  maxLength: ({ limit }) => `Dài quá ${String(limit)} ký tự.`,
  minimum: ({ limit }) => `Không nhỏ hơn ${String(limit)}.`,
  maximum: ({ limit }) => `Không lớn hơn ${String(limit)}.`,
  maxItems: ({ limit }) => `Nhiều quá ${String(limit)} mục.`,
  maxProperties: ({ limit }) => `Nhiều quá ${String(limit)} mục.`,
};

const types: Record<string, string> = {
  string: 'chuỗi ký tự',
  number: 'số',
  integer: 'số nguyên',
  boolean: 'true hoặc false',
  object: 'đối tượng',
  array: 'danh sách',
};
