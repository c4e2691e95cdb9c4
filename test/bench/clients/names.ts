/** How each client of this folder is called in the tables. */
export const clientNames: Readonly<Record<string, string>> = {
  'bare-fetch': 'bare fetch, checks by hand',
  'bare-ky': 'bare ky, sent once, no timer',
  'bare-ky-timeout': 'bare ky, sent once, default timer',
  'openapi-fetch': 'openapi-fetch (validates nothing)',
  'ts-rest': 'ts-rest + zod 3',
  'ofetch-zod': 'ofetch + zod',
  'ky-zod-mini': 'ky + zod/mini by hand',
  'ky-zod': 'ky + zod by hand',
  zodios: 'zodios + zod 3',
  orpc: 'oRPC (OpenAPI link)',
  'auth-js': 'auth-js',
  'phone-auth-kit': 'phone-auth-kit',
}

export function nameOf(client: string): string {
  return clientNames[client] ?? client
}
