import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { Problem } from './bodies/problem.ts';

/** The API's description at `/openapi.json`, made from the routes' own schemas, and a page to read and try it at `/docs`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  app.addSchema(Problem);
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info, tags, components: { securitySchemes } },
    hideUntagged: true,
    refResolver: {
      buildLocalReference: (json, _base, _fragment, place) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${place}`,
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { layout: 'BaseLayout', validatorUrl: null, docExpansion: 'list' },
    theme: { title: 'Đôn Đốc: API' },
    staticCSP: pagePolicy,
  });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
}

/** The app's own policy, but that this page writes a style of its own into itself. */
const pagePolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

const info = {
  title: 'Đôn Đốc',
  version: '1',
  description:
    'Báo cáo định kỳ: nộp, nhắc, đôn đốc, thẩm tra, tổng hợp. Ngày viết 2026-12-17 (ngày ở Việt Nam), thời điểm viết theo ISO 8601, UTC. Lỗi trả về theo RFC 9457, có mã và câu tiếng Việt.',
};

const tags = [
  { name: 'obligation', description: 'Việc của cơ quan báo cáo, bằng liên kết trong thư' },
  { name: 'cycles', description: 'Kỳ báo cáo' },
  { name: 'regimes', description: 'Chế độ báo cáo' },
  { name: 'submissions', description: 'Bản nộp và thẩm tra' },
  { name: 'extensions', description: 'Gia hạn' },
  { name: 'obligations', description: 'Nghĩa vụ báo cáo của từng cơ quan' },
  { name: 'agencies', description: 'Cơ quan và người liên hệ' },
  { name: 'obstacles', description: 'Khó khăn, vướng mắc' },
  { name: 'notifications', description: 'Sổ thư' },
  { name: 'outages', description: 'Gián đoạn tiếp nhận' },
  { name: 'letters', description: 'Công văn' },
  { name: 'compilations', description: 'Tổng hợp' },
  { name: 'calendars', description: 'Lịch làm việc và giờ gửi thư' },
  { name: 'health', description: 'Tình trạng hệ thống' },
];

const securitySchemes = {
  link: {
    type: 'http',
    scheme: 'bearer',
    description: 'Mã của liên kết nộp báo cáo: phần cuối của /room/<mã> trong thư gửi cơ quan.',
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'Khóa API do một tài khoản tạo; có quyền của tài khoản đó.' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-dondoc-signature',
    description: 'Chữ ký HMAC-SHA256 của hệ thống thư, với BOUNCE_HOOK_SECRET.',
  },
  session: { type: 'apiKey', in: 'cookie', name: 'dondoc_session', description: 'Phiên đăng nhập trên trình duyệt.' },
} as const;
