import type { IncomingMessage } from 'node:http'

/** A body being read. */
export interface Reading {
  readonly isOver: boolean
  /** The bytes received so far, up to the limit. */
  soFar(): Buffer
}

/** Reads the body of a reply to its end or up to the limit, in bytes. */
export function readBody(
  incoming: IncomingMessage,
  limit: number,
  onEnd: (body: Buffer, isCut: boolean) => void,
): Reading {
  const chunks: Buffer[] = []
  let length = 0
  let isOver = false
  const soFar = (): Buffer => (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).subarray(0, limit)
  const end = (isCut: boolean): void => {
    if (isOver) return
    isOver = true
    onEnd(soFar(), isCut)
  }
  incoming.on('data', (chunk: Buffer) => {
    if (isOver) return
    chunks.push(chunk)
    length += chunk.length
    if (length > limit) end(true)
  })
  incoming.on('end', () => end(false))
  return {
    get isOver() {
      return isOver
    },
    soFar,
  }
}
