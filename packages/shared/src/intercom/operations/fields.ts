import * as z from 'zod'

// One schema object each, shared by all resources: a list of 150 items reads thousands of fields, and a
// schema is prepared once for each object that holds it.

/** A text that is relied upon: there, and not empty. */
export const text = z.string().min(1)

/** An id that is relied upon. Intercom sends the same id as text here and as a number there; it is text here. */
export const id = z.union([text, z.int().nonnegative().transform(String)])

/** An id that is only shown: null stays null, anything odd is left out. */
export const shownId = id.nullish().catch(undefined)

/** Ids that are only shown: left out when one of them is odd. */
export const shownIds = z.array(id).nullish().catch(undefined)

/** A text that is only shown: null stays null, anything odd is left out. */
export const shownText = z.string().nullish().catch(undefined)

/** Texts that are only shown: left out when one of them is odd. */
export const shownTexts = z.array(z.string()).nullish().catch(undefined)

/** A number that is only shown, times in unix seconds among them: null stays null, anything odd is left out. */
export const shownNumber = z.number().nullish().catch(undefined)

/** A yes or no that is only shown: null stays null, anything odd is left out. */
export const shownFlag = z.boolean().nullish().catch(undefined)

/** A workspace's own attributes, any values, as they came. */
export const shownAttributes = z.looseObject({}).nullish().catch(undefined)

/** Something that is pointed at by its id. */
const reference = z.looseObject({ id, type: shownText })

/** Something that is pointed at: null stays null, without an id it is left out. */
export const shownReference = reference.nullish().catch(undefined)

/** Things that are pointed at: left out when one of them has no id. */
export const shownReferences = z.array(reference).nullish().catch(undefined)

/** Who wrote something: the id may be missing (a bot's), the address is not a verified one. */
export const shownAuthor = z
  .looseObject({ id: shownId, type: shownText, name: shownText, email: shownText })
  .nullish()
  .catch(undefined)

/** The first few of what belongs to an item (`data`), and how many there are. */
export const shownExcerpt = z
  .looseObject({ data: shownReferences, total_count: shownNumber, has_more: shownFlag })
  .nullish()
  .catch(undefined)

const picture = z.looseObject({ image_url: shownText })

/**
 * A picture: always an object with `image_url`, whether Intercom sends that or the bare address (versions
 * differ for admins).
 */
export const shownPicture = z
  .union([picture, z.string().transform((url): z.output<typeof picture> => ({ image_url: url }))])
  .nullish()
  .catch(undefined)

/** For operations whose answer is not documented or empty: any 2xx is success and nothing is read. */
export const nothing = z.unknown().transform((): void => undefined)
