import type { Segment } from '../../data/segments/segment-store.ts'

/** A segment as Intercom answers it; the count only where it was asked for. */
export function segmentAnswer(segment: Segment, count?: number | null) {
  return {
    type: 'segment',
    id: segment.id,
    name: segment.name,
    created_at: segment.created_at,
    updated_at: segment.updated_at,
    person_type: segment.person_type,
    ...(count !== undefined && { count }),
  }
}
