/** A text message that would have been sent to a phone. */
export interface InboxMessage {
  /** The phone number. */
  readonly userId: string
  /** The verification code in the text. */
  readonly code: string
  /** The text itself. */
  readonly text: string
  /** When it was sent, in milliseconds since 1970 by the backend's clock. */
  readonly sentAt: number
}

/** What would have been sent by SMS, newest last. It keeps the last thousand messages. */
export interface Inbox {
  /** The newest message to a phone. */
  last(userId: string): InboxMessage | undefined
  /** The messages to one phone, or to all. */
  list(userId?: string): readonly InboxMessage[]
  /** Forgets all messages. */
  clear(): void
}

/** An inbox that can be delivered to. */
export interface DeliverableInbox extends Inbox {
  deliver(message: InboxMessage): void
}

const kept = 1000

/** An empty inbox. */
export function createInbox(): DeliverableInbox {
  // Twice as many as promised, cut in one go, so that a full inbox does not move a thousand entries at each delivery.
  let messages: InboxMessage[] = []
  const visible = () => messages.slice(-kept)
  return {
    last: (userId) => messages.findLast((message) => message.userId === userId),
    list: (userId) => visible().filter((message) => userId === undefined || message.userId === userId),
    clear: () => {
      messages = []
    },
    deliver: (message) => {
      messages.push(message)
      if (messages.length >= 2 * kept) messages = visible()
    },
  }
}
