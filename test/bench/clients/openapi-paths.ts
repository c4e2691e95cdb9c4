/** The API in the form that openapi-typescript writes. */
export interface paths {
  '/register': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get: operations['sendCode']
    put?: never
    post: operations['register']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/upload': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post: operations['uploadAvatar']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
  '/log': {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    get?: never
    put?: never
    post: operations['login']
    delete?: never
    options?: never
    head?: never
    patch?: never
    trace?: never
  }
}

interface Answer<Body> {
  headers: { [name: string]: unknown }
  content: { 'application/json': Body }
}

interface operations {
  sendCode: {
    parameters: { query: { userId: string }; header?: never; path?: never; cookie?: never }
    requestBody?: never
    responses: { 200: Answer<{ result: '0000'; message: string } | { result: '0001' | '0002'; message?: null }> }
  }
  register: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody: {
      content: {
        'application/x-www-form-urlencoded':
          | { code_v: string; code: string }
          | { password: string; register: '1'; nickname?: string; gender?: '0' | '1'; headImage?: string }
      }
    }
    responses: { 200: Answer<{ result: '0000' | '0004' | '0005' | '0006'; message?: null }> }
  }
  uploadAvatar: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody: { content: { 'multipart/form-data': { img?: Blob } } }
    responses: { 200: Answer<{ result: '0000'; message: string } | { result: '0006'; message?: null }> }
  }
  login: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never }
    requestBody: { content: { 'application/x-www-form-urlencoded': { userId: string; password: string } } }
    responses: { 200: Answer<{ result: '0000'; message: string } | { result: '0007' | '0008'; message?: null }> }
  }
}
