/** Who may call a route, in the words of OpenAPI; `describe-api.ts` describes the schemes. */
export const staffSecurity: Record<string, string[]>[] = [{ session: [] }, { apiKey: [] }];
