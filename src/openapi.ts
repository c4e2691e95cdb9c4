export { defineOperation, type OperationDefinition } from './contract/define-operation.ts'
export type { Dialect } from './contract/dialect.ts'
export { type OpenApiDocument, type OpenApiOptions, openApiDocument } from './openapi/openapi-document.ts'
export type { Texts } from './texts/texts.ts'
