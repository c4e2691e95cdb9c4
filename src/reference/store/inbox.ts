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

/** The text messages that would have been sent, newest last. Only the last thousand are kept. */
export interface Inbox {
  /** The newest message to a phone. */
  last(userId: string): InboxMessage | undefined
  /** The messages to one phone, or to all phones. */
  list(userId?: string): readonly InboxMessage[]
  /** Deletes all messages. */
  clear(): void
}

/** An inbox that accepts messages. */
export interface DeliverableInbox extends Inbox {
  deliver(message: InboxMessage): void
}

const maxMessages = 1000

/** Creates an empty inbox. */
export function createInbox(): DeliverableInbox {
  // Grows to twice the limit before it is cut, so that a full inbox does not move a thousand entries at each delivery.
  let messages: InboxMessage[] = []
  const visible = () => messages.slice(-maxMessages)
  return {
    last: (userId) => messages.findLast((message) => message.userId === userId),
    list: (userId) => visible().filter((message) => userId === undefined || message.userId === userId),
    clear: () => {
      messages = []
    },
    deliver: (message) => {
      messages.push(message)
      if (messages.length >= 2 * maxMessages) messages = visible()
    },
  }
}
