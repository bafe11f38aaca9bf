/** A contact as the emulator keeps it; fields named as Intercom names them. Times are unix seconds. */
export interface Contact {
  index: number
  /** 24 hex digits. */
  id: string
  external_id: string | null
  role: 'user' | 'lead'
  email: string | null
  phone: string | null
  name: string | null
  /** Address of a picture. */
  avatar: string | null
  /** The id of an admin. */
  owner_id: string | null
  has_hard_bounced: boolean
  marked_email_as_spam: boolean
  unsubscribed_from_emails: boolean
  created_at: number
  updated_at: number
  signed_up_at: number | null
  last_seen_at: number | null
  last_replied_at: number | null
  last_contacted_at: number | null
  last_email_opened_at: number | null
  last_email_clicked_at: number | null
  language_override: string | null
  browser: string | null
  browser_version: string | null
  browser_language: string | null
  os: string | null
  location: ContactLocation
  mobile: MobileUse | null
  custom_attributes: Readonly<Record<string, unknown>>
  referrer: string | null
  utm_campaign: string | null
  utm_source: string | null
  /** In the order in which they were applied. */
  tags: readonly AppliedTag[]
  /** Indexes of companies. */
  companies: readonly number[]
  /** Leads that were merged into this contact. */
  merges: readonly ContactMerge[]
}

export interface ContactLocation {
  country: string | null
  region: string | null
  city: string | null
  country_code: string | null
  continent_code: string | null
}

/** Use of an app on a telephone, of one of both systems. */
export interface MobileUse {
  system: 'android' | 'ios'
  app_name: string
  app_version: string
  device: string
  os_version: string
  sdk_version: string
  last_seen_at: number
}

export interface AppliedTag {
  id: string
  applied_at: number
  /** The id of an admin. */
  applied_by: string
}

export interface ContactMerge {
  source_contact_id: string
  source_contact_role: 'user' | 'lead'
  merged_at: number
}
