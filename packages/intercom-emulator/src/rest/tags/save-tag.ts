import { z } from 'zod'
import type { Company } from '../../data/companies/company.ts'
import type { AppliedTag, Contact } from '../../data/contacts/contact.ts'
import type { Tag } from '../../data/tags/seeded-tags.ts'
import type { WorkspaceData } from '../../data/workspace-data.ts'
import { requireContact } from '../contacts/find-contact.ts'
import { RestError } from '../operation.ts'
import { requireTag } from './find-tag.ts'

const Target = z.object({
  id: z.string().optional(),
  company_id: z.string().optional(),
  untag: z.boolean().default(false),
})

const Request = z.object({
  name: z.string().min(1),
  id: z.union([z.string(), z.int()]).optional(),
  users: z.array(Target).default([]),
  companies: z.array(Target).default([]),
})

interface Tagged {
  id: string
  tagged: boolean
}

interface Deps {
  data: WorkspaceData
  applied: Omit<AppliedTag, 'id'>
}

/**
 * Creates a tag, or renames the one whose `id` is given, and puts it on the named users and companies, or takes it off
 * where `untag` is set. A name that is taken gives its tag. Nothing is written unless everybody named is found.
 *
 * @throws RestError 400 `parameter_invalid`, 404 `not_found` or `company_not_found`
 */
export function saveTag(
  body: unknown,
  { data, applied }: Deps,
): { tag: Tag; users: Tagged[]; companies: Tagged[] } {
  const parsed = Request.safeParse(body)
  if (!parsed.success) {
    throw new RestError(400, { code: 'parameter_invalid', message: 'invalid tag parameters' })
  }
  const { name, id } = parsed.data
  const users = parsed.data.users.map((target) => ({
    contact: requireContact(data.contacts, target.id ?? ''),
    untag: target.untag,
  }))
  const companies = parsed.data.companies.map((target) => ({
    company: requireCompany(data, target),
    untag: target.untag,
  }))
  const known = id === undefined ? data.tags.named(name) : requireTag(data.tags, id)
  const tag = known === undefined ? data.tags.create(name) : rename(known, { data, name })
  for (const { contact, untag } of users) tagContact(contact, { data, tag, applied, untag })
  for (const { company, untag } of companies) tagCompany(company, { data, tag, untag })
  return {
    tag,
    users: users.map(({ contact, untag }) => ({ id: contact.id, tagged: !untag })),
    companies: companies.map(({ company, untag }) => ({ id: company.company_id, tagged: !untag })),
  }
}

function rename(tag: Tag, { data, name }: { data: WorkspaceData; name: string }): Tag {
  return tag.name.toLowerCase() === name.toLowerCase() ? tag : data.tags.rename(tag, name)
}

function requireCompany({ companies }: WorkspaceData, target: z.output<typeof Target>): Company {
  const company =
    target.id === undefined ? companies.withCompanyId(target.company_id ?? '') : companies.find(target.id)
  if (company !== undefined) return company
  throw new RestError(404, { code: 'company_not_found', message: 'Company Not Found' })
}

interface Tagging extends Pick<Deps, 'data'> {
  tag: Tag
  untag: boolean
}

function tagContact(contact: Contact, { data, tag, applied, untag }: Tagging & Deps): void {
  const others = contact.tags.filter(({ id }) => id !== tag.id)
  if (untag) data.contacts.setTags(contact, others)
  else if (others.length === contact.tags.length) {
    data.contacts.setTags(contact, [...others, { id: tag.id, ...applied }])
  }
}

function tagCompany(company: Company, { data, tag, untag }: Tagging): void {
  const others = company.tags.filter((id) => id !== tag.id)
  data.companies.setTags(company, untag ? others : [...others, tag.id])
}
