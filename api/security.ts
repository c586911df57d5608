/** Who may call a route, in the words of OpenAPI; `describe-api.ts` describes the schemes. */
type Security = Record<string, string[]>[];

export const linkSecurity: Security = [{ link: [] }];
export const staffSecurity: Security = [{ session: [] }, { apiKey: [] }];
