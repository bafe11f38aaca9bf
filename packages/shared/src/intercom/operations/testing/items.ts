// Items as Intercom's newest described version sends them, with nulls where it sends nulls; all made up.

export const CONTACT = {
  type: 'contact',
  id: '66a1f0c49b1de30001c0ffee',
  workspace_id: 'ab12cd34',
  external_id: '4711',
  role: 'user',
  email: 'ines@example.com',
  phone: null,
  name: 'Ines Okafor',
  avatar: { type: 'avatar', image_url: 'https://static.example/ines.png' },
  owner_id: 5017,
  social_profiles: { type: 'list', data: [] },
  has_hard_bounced: false,
  marked_email_as_spam: false,
  unsubscribed_from_emails: true,
  created_at: 1_722_000_000,
  updated_at: 1_722_000_100,
  signed_up_at: null,
  last_seen_at: null,
  last_replied_at: null,
  last_contacted_at: null,
  language_override: null,
  browser: null,
  location: { type: 'location', country: 'Ireland', region: null, city: null, country_code: 'IRL' },
  custom_attributes: { seats: 3, plan: 'pro', trial: false, nested: { kept: [1] } },
  tags: excerpt([{ type: 'tag', id: '17', url: '/tags/17' }]),
  notes: excerpt([]),
  companies: excerpt([{ type: 'company', id: '66a1f0c49b1de30001facade', url: '/companies/x' }]),
  utm_source: null,
  enabled_push_messaging: null,
}

export const COMPANY = {
  type: 'company',
  id: '66a1f0c49b1de30001facade',
  company_id: 'acme-1',
  app_id: 'ab12cd34',
  name: 'Made-up Freight',
  remote_created_at: 1_721_000_000,
  created_at: 1_721_000_000,
  updated_at: 1_721_000_000,
  monthly_spend: 0,
  session_count: 0,
  user_count: 4,
  tags: { type: 'tag.list', tags: [] },
  segments: { type: 'segment.list', segments: [] },
  plan: {},
  custom_attributes: {},
}

export const CONVERSATION = {
  type: 'conversation',
  id: '503',
  created_at: 1_722_000_000,
  updated_at: 1_722_000_500,
  waiting_since: null,
  snoozed_until: null,
  source: {
    type: 'conversation',
    id: '4039183',
    delivered_as: 'customer_initiated',
    subject: '',
    body: '<p>Where is my parcel?</p>',
    author: { type: 'user', id: CONTACT.id, name: 'Ines Okafor', email: 'ines@example.com' },
    attachments: [],
    url: null,
    redacted: false,
  },
  contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: CONTACT.id, external_id: '4711' }] },
  first_contact_reply: null,
  admin_assignee_id: 5017,
  team_assignee_id: null,
  open: true,
  state: 'open',
  read: false,
  tags: { type: 'tag.list', tags: [{ type: 'tag', id: '17', name: 'Parcel' }] },
  priority: 'none',
  sla_applied: null,
  statistics: null,
  conversation_rating: null,
  teammates: null,
  title: null,
  custom_attributes: {},
  topics: {},
  ticket: null,
  linked_objects: { type: 'list', data: [], total_count: 0, has_more: false },
  ai_agent: null,
  ai_agent_participated: false,
}

export const CONVERSATION_WITH_PARTS = {
  ...CONVERSATION,
  conversation_parts: {
    type: 'conversation_part.list',
    conversation_parts: [
      {
        type: 'conversation_part',
        // A number in some answers, text in others.
        id: 9001,
        part_type: 'comment',
        body: '<p>On its way.</p>',
        created_at: 1_722_000_400,
        updated_at: 1_722_000_400,
        notified_at: 1_722_000_400,
        assigned_to: null,
        author: { type: 'admin', id: '5017', name: 'Tomas Lindqvist', email: 'tomas@example.com' },
        attachments: [],
        external_id: null,
        redacted: false,
      },
    ],
    total_count: 1,
  },
}

export const ADMIN = {
  type: 'admin',
  id: '5017',
  name: 'Tomas Lindqvist',
  email: 'tomas@example.com',
  away_mode_enabled: false,
  away_mode_reassign: false,
  away_status_reason_id: null,
  has_inbox_seat: true,
  team_ids: [814, 815],
}

export const NOTE = {
  type: 'note',
  id: '31',
  created_at: 1_722_000_300,
  contact: { type: 'contact', id: CONTACT.id },
  author: { type: 'admin', id: '5017', name: 'Tomas Lindqvist', email: 'tomas@example.com' },
  body: '<p>Called back.</p>',
}

export const TAG = {
  type: 'tag',
  id: '17',
  name: 'Parcel',
  applied_at: 1_722_000_200,
  applied_by: { type: 'admin', id: '5017' },
}

function excerpt(data: object[]): object {
  return { type: 'list', data, url: '/contacts/x', total_count: data.length, has_more: false }
}
