import { adminsOf } from '../../directory.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { contactAttributes } from '../contacts/contact-attributes.ts'

export type AttributeModel = 'contact' | 'company' | 'conversation'

export interface DataAttribute {
  model: AttributeModel
  /** The last part of `fullName`. */
  name: string
  fullName: string
  label: string
  description: string
  dataType: 'string' | 'integer' | 'float' | 'boolean' | 'date'
  apiWritable: boolean
  archived: boolean
  /** Set on those that the workspace has made itself. */
  custom?: { id: number; adminId: string; createdAt: number }
}

type BuiltIn = readonly [
  fullName: string,
  label: string,
  dataType: DataAttribute['dataType'],
  writable?: 'writable',
]

const builtIn: Readonly<Record<AttributeModel, readonly BuiltIn[]>> = {
  contact: [
    ['id', 'ID', 'string'],
    ['external_id', 'User ID', 'string', 'writable'],
    ['role', 'Type', 'string', 'writable'],
    ['email', 'Email', 'string', 'writable'],
    ['phone', 'Phone', 'string', 'writable'],
    ['name', 'Name', 'string', 'writable'],
    ['owner_id', 'Owner', 'integer', 'writable'],
    ['created_at', 'First seen', 'date'],
    ['updated_at', 'Last changed', 'date'],
    ['signed_up_at', 'Signed up', 'date', 'writable'],
    ['last_seen_at', 'Last seen', 'date', 'writable'],
    ['has_hard_bounced', 'Has hard bounced', 'boolean'],
    ['unsubscribed_from_emails', 'Unsubscribed from emails', 'boolean', 'writable'],
    ['location.country', 'Country', 'string'],
    ['location.city', 'City', 'string'],
  ],
  company: [
    ['id', 'ID', 'string'],
    ['company_id', 'Company ID', 'string'],
    ['name', 'Company name', 'string', 'writable'],
    ['plan.name', 'Plan', 'string'],
    ['monthly_spend', 'Monthly spend', 'float', 'writable'],
    ['user_count', 'People', 'integer'],
    ['session_count', 'Web sessions', 'integer'],
    ['size', 'Company size', 'integer', 'writable'],
    ['industry', 'Industry', 'string', 'writable'],
    ['website', 'Website', 'string', 'writable'],
    ['created_at', 'Created at', 'date'],
    ['remote_created_at', 'Started at', 'date', 'writable'],
  ],
  conversation: [
    ['id', 'ID', 'string'],
    ['title', 'Title', 'string', 'writable'],
    ['created_at', 'Started at', 'date'],
  ],
}

interface CustomDefinition {
  name: string
  dataType: DataAttribute['dataType']
  description: string
  archived?: true
}

const custom: Readonly<Record<AttributeModel, readonly CustomDefinition[]>> = {
  contact: [
    ...contactAttributes.map(({ name, data_type, description }) => ({
      name,
      dataType: data_type,
      description: description ?? '',
    })),
    { name: 'fax_number', dataType: 'string', description: 'Nobody has one any more', archived: true },
  ],
  company: [
    { name: 'account_manager', dataType: 'string', description: 'Who of us looks after them' },
    { name: 'Vertrags-Nr.', dataType: 'string', description: 'Six digits, with zeros in front' },
    { name: 'old_plan', dataType: 'string', description: 'Before the plans changed', archived: true },
  ],
  conversation: [
    { name: 'Order number', dataType: 'string', description: 'Which order it is about' },
    { name: 'Parcels', dataType: 'integer', description: 'How many parcels it is about' },
  ],
}

const models: readonly AttributeModel[] = ['contact', 'company', 'conversation']

/** The attributes that items of a workspace have, archived ones too: Intercom's own first, then the workspace's. */
export function dataAttributesOf(workspace: SeedWorkspace, model: AttributeModel): DataAttribute[] {
  const adminId = adminsOf(workspace)[0]?.id ?? ''
  return [
    ...builtIn[model].map(([fullName, label, dataType, writable]) => ({
      model,
      name: fullName.slice(fullName.lastIndexOf('.') + 1),
      fullName,
      label,
      description: `${label} of a ${model}`,
      dataType,
      apiWritable: writable !== undefined,
      archived: false,
    })),
    ...custom[model].map(({ name, dataType, description, archived = false }, position) => ({
      model,
      name,
      fullName: `custom_attributes.${name}`,
      label: name,
      description,
      dataType,
      apiWritable: true,
      archived,
      custom: { id: 100 * (1 + models.indexOf(model)) + position, adminId, createdAt: workspace.createdAt },
    })),
  ]
}
