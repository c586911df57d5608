import { Type } from '@fastify/type-provider-typebox';

/** How the API says no (RFC 9457): a code for programs, a sentence for people, and every place to be mended. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Đường dẫn của mã lỗi.', examples: ['/errors/cycle.closed'] }),
    title: Type.String({ description: 'Mã lỗi, cho chương trình.', examples: ['cycle.closed'] }),
    status: Type.Integer(),
    detail: Type.String({ description: 'Câu tiếng Việt, cho người đọc.' }),
    instance: Type.Optional(Type.String()),
    current: Type.Optional(Type.String({ description: 'Phiên bản hiện tại, khi If-Match đã cũ.' })),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
        description: 'Mọi chỗ cần sửa.',
      }),
    ),
  },
  { $id: 'Problem', additionalProperties: false },
);

/** A route that answers with a file. */
export const download = (mediaType: string) => ({
  200: {
    description: 'Nội dung tệp.',
    content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } },
  },
  ...refusals,
});

/** What every route may answer beside its own; a route's `response` spreads it. */
export const refusals = {
  '4xx': {
    description: 'Từ chối, kèm mã và lý do; không có gì thay đổi.',
    content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
  },
} as const;
