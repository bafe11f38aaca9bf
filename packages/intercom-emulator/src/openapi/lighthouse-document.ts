/** A small OpenAPI document, made up, with one of everything that Intercom's descriptions use. */
export const lighthouseDocument = {
  openapi: '3.0.1',
  info: { title: 'Lighthouse', version: '9.9' },
  paths: {
    '/lamps/{lamp_id}': {
      get: {
        responses: {
          200: {
            description: 'A lamp',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/lamp' },
                examples: { lit: { value: { id: '7', watts: 40, colour: 'red', keeper: null, glow: true } } },
              },
            },
          },
          404: { $ref: '#/components/responses/missing' },
        },
      },
      delete: { responses: { 204: { description: 'Gone' } } },
    },
  },
  components: {
    responses: {
      missing: {
        description: 'No such lamp',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/error' } } },
      },
    },
    schemas: {
      lamp: {
        allOf: [{ $ref: '#/components/schemas/item' }],
        properties: {
          watts: { type: 'integer', example: 60 },
          colour: { type: 'string', enum: ['red', 'green'], nullable: true },
          keeper: { $ref: '#/components/schemas/keeper', nullable: true },
          size: { $ref: '#/components/schemas/size' },
          notes: {
            type: 'array',
            items: {
              oneOf: [
                { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
                { type: 'object', required: ['number'], properties: { number: { type: 'integer' } } },
              ],
            },
          },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          extra: { type: 'object' },
          page: { type: 'string', format: 'uri' },
          lost: { $ref: '#/components/schemas/nothing' },
        },
      },
      item: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
      keeper: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      size: { type: 'object', properties: { metres: { type: 'number' } } },
      error: { type: 'object', required: ['reason'], properties: { reason: { type: 'string' } } },
    },
  },
}
