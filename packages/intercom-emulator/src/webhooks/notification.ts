/** What a notification is about. */
export interface NotificationContent {
  id: string
  topic: string
  workspaceId: string
  item: unknown
  /** On the emulator's clock, milliseconds since 1970. */
  createdAtMs: number
}

/** The body of a webhook delivery, as bytes: what is signed is what is sent (Intercom, "Webhooks"). */
export function notificationBody(
  { id, topic, workspaceId, item, createdAtMs }: NotificationContent,
  attempt: { number: number; firstAtMs: number },
): Uint8Array {
  const envelope = {
    type: 'notification_event',
    app_id: workspaceId,
    data: { type: 'notification_event_data', item },
    links: {},
    id,
    topic,
    delivery_status: 'pending',
    delivery_attempts: attempt.number,
    delivered_at: 0,
    first_sent_at: Math.floor(attempt.firstAtMs / 1000),
    created_at: Math.floor(createdAtMs / 1000),
    self: null,
  }
  return Buffer.from(JSON.stringify(envelope))
}
