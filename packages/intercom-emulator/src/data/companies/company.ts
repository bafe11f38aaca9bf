/** A company as the emulator keeps it; fields named as Intercom names them. Times are unix seconds. */
export interface Company {
  index: number
  /** 24 hex digits. */
  id: string
  /** The customer's own id. */
  company_id: string
  name: string
  plan: { id: string; name: string } | null
  remote_created_at: number
  created_at: number
  updated_at: number
  last_request_at: number
  size: number
  website: string
  industry: string
  monthly_spend: number
  session_count: number
  user_count: number
  custom_attributes: Readonly<Record<string, string>>
  /** Ids of tags. */
  tags: readonly string[]
}
