import { dataAttributesOf } from '../../data/attributes/data-attributes.ts'
import type { AttributeModel, DataAttribute } from '../../data/attributes/data-attributes.ts'
import { RestError } from '../operation.ts'
import type { ApiVersion, RestOperation } from '../operation.ts'
import { invalidParameter } from '../read-body.ts'

/**
 * The attributes of contacts and companies. No label of a permission names reading them; that it comes with reading
 * people and companies is a choice.
 */
export function dataAttributeOperations(): RestOperation[] {
  return [
    {
      route: 'GET /data_attributes',
      permission: 'read_users_companies',
      handle({ caller, version, query }) {
        const withArchived = query['include_archived'] === 'true'
        const attributes = readModels(query['model'], version)
          .flatMap((model) => dataAttributesOf(caller.workspace, model))
          .filter(({ archived }) => withArchived || !archived)
        return { body: { type: 'list', data: attributes.map(attributeItem) } }
      },
    },
  ]
}

function readModels(model: string | undefined, version: ApiVersion): AttributeModel[] {
  if (model === undefined || model === '') return ['contact', 'company']
  if (model === 'contact' || model === 'company') return [model]
  if (model !== 'conversation') throw invalidParameter('model')
  if (version !== '2.16') return [model]
  throw new RestError(422, {
    code: 'parameter_invalid',
    message: 'model=conversation is no longer supported. Use GET /conversations/attributes instead',
  })
}

function attributeItem(attribute: DataAttribute) {
  const { custom } = attribute
  return {
    ...(custom !== undefined && { id: custom.id }),
    type: 'data_attribute',
    name: attribute.name,
    full_name: attribute.fullName,
    label: attribute.label,
    description: attribute.description,
    data_type: attribute.dataType,
    api_writable: attribute.apiWritable,
    ui_writable: custom !== undefined,
    messenger_writable: true,
    custom: custom !== undefined,
    archived: attribute.archived,
    ...(custom !== undefined && {
      admin_id: custom.adminId,
      created_at: custom.createdAt,
      updated_at: custom.createdAt,
    }),
    model: attribute.model,
  }
}
