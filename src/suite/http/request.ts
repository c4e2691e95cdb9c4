import type { Dialect } from '../../contract/dialect.ts'
import { joinBytes } from '../../http/join-bytes.ts'
import type { Allowance } from './check-reply.ts'
import type { Operation } from './operation.ts'
import type { Value } from './value.ts'

/** A file to upload, and the shell line that creates such a file. */
export interface UploadFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Whether the bytes are an image, as the type says (erratum E21). */
  readonly isImage: boolean
  /** The name of the file in shell lines. */
  readonly localName: string
  /** The shell line that creates the file. */
  readonly make: string
}

/** One part of a multipart body. */
export type Part =
  | { readonly name: string; readonly value: Value }
  | { readonly name: string; readonly file: UploadFile; readonly filename: string }

/** A request to one operation, before it is encoded. */
export interface OperationRequest {
  readonly operation: Operation
  /** The fields of a query, a form or a JSON body, in order. Nothing is added to them. */
  readonly fields?: readonly (readonly [name: string, value: Value])[]
  /** The parts of a multipart body. */
  readonly parts?: readonly Part[]
  /** Headers in addition to those of the run. */
  readonly headers?: readonly (readonly [name: string, value: Value])[]
  /** Whether one of the team's own operations sends a code, which counts against the SMS budget. */
  readonly sendsCode?: boolean
  /** Replies that are allowed in addition to the documented ones. */
  readonly allow?: Allowance
  /** Overrides the dialect for one request, to test whether an undeclared difference explains a failure. */
  readonly body?: Dialect['body']
  /** Sent only to explain a failure; the reply is not checked. */
  readonly diagnostic?: boolean
}

/** A request as bytes, and as text for a report. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: URL
  readonly contentType?: string
  readonly body?: Uint8Array<ArrayBuffer>
  /** The address and body as a report shows them, readable and with secrets masked. */
  readonly shown: (mask: (value: Value) => string) => { readonly url: string; readonly body?: string }
}

/** The address of an operation below the base address. */
export function addressOf({ path }: Operation, baseUrl: URL): URL {
  const url = new URL(baseUrl)
  url.pathname = baseUrl.pathname.replace(/\/+$/, '') + path
  return url
}

/** Encodes a request as HTTP. */
export function toHttpRequest(request: OperationRequest, baseUrl: URL, dialect: Dialect): HttpRequest {
  const { operation, fields = [], parts } = request
  const { method } = operation
  const url = addressOf(operation, baseUrl)
  if (operation.encoding === 'query') {
    const query = (text: (value: Value) => string) =>
      fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(text(value))}`).join('&')
    const full = new URL(url)
    full.search = query(({ text }) => text)
    return {
      method,
      url: full,
      shown: (mask) => ({ url: fields.length === 0 ? url.href : `${url.href}?${query(mask)}` }),
    }
  }
  if (parts) return { method, url, ...multipart(url, parts) }
  if ((request.body ?? dialect.body) === 'json') {
    const json = (text: (value: Value) => string) =>
      JSON.stringify(Object.fromEntries(fields.map(([name, value]) => [name, text(value)])))
    return {
      method,
      url,
      contentType: 'application/json',
      body: bytesOf(json(({ text }) => text)),
      shown: (mask) => ({ url: url.href, body: json(mask) }),
    }
  }
  const form = (text: (value: Value) => string) =>
    new URLSearchParams(fields.map(([name, value]): [string, string] => [name, text(value)])).toString()
  return {
    method,
    url,
    contentType: 'application/x-www-form-urlencoded',
    body: bytesOf(form(({ text }) => text)),
    shown: (mask) => ({
      url: url.href,
      body: fields.map(([name, value]) => `${name}=${mask(value)}`).join('&'),
    }),
  }
}

/** A multipart body as browsers write it: names in raw UTF-8, quotes and line ends escaped (erratum E05). */
function multipart(url: URL, parts: readonly Part[]): Pick<HttpRequest, 'contentType' | 'body' | 'shown'> {
  const boundary = `----phoneAuthKit${crypto.getRandomValues(new Uint32Array(3)).join('')}`
  const quote = (name: string) => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for (const each of parts) {
    const isFile = 'file' in each
    chunks.push(
      bytesOf(
        `--${boundary}\r\nContent-Disposition: form-data; name="${quote(each.name)}"${
          isFile ? `; filename="${quote(each.filename)}"\r\nContent-Type: ${each.file.type}` : ''
        }\r\n\r\n`,
      ),
      isFile ? each.file.bytes : bytesOf(each.value.text),
      bytesOf('\r\n'),
    )
  }
  chunks.push(bytesOf(`--${boundary}--\r\n`))
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: joinBytes(chunks),
    shown: (mask) => ({
      url: url.href,
      body: parts
        .map((each) =>
          'file' in each
            ? `${each.name}: file, filename=${JSON.stringify(each.filename)}, ${each.file.type}, ${each.file.bytes.byteLength} bytes`
            : `${each.name}: ${JSON.stringify(mask(each.value))}`,
        )
        .join('\n'),
    }),
  }
}

const encoder = new TextEncoder()

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}
